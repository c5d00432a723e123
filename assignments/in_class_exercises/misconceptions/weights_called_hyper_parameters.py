"""You call weights and biases hyper-parameters. When are their values decided: before training, or by it?

Must fail: ice2_tells_all_items_but_one_apart, ice2_tells_all_items_apart
"""
answers["ice2_items"] |= {"weights": True, "biases": True}
