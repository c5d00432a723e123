"""You picked the learning rate. Does back-propagation compute a gradient for it, or is it there before the first
step?

Must fail: ice2_picks_no_hyper_parameter
"""
answers["ice2"] = 1
