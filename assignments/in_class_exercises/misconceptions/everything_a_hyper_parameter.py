"""You call everything a hyper-parameter. If you started training a second time with the same settings, which of
these things could come out differently?

Must fail: ice2_tells_most_items_apart, ice2_tells_all_items_but_one_apart, ice2_tells_all_items_apart
"""
answers["ice2_items"] = dict.fromkeys(answers["ice2_items"], True)
