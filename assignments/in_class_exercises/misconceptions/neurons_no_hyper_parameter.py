"""You picked the neurons per hidden layer. Who sets how many there are, you or the training?

Must fail: ice2_picks_no_hyper_parameter
"""
answers["ice2"] = 3
