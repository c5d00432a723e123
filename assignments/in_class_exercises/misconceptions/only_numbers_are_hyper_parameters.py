"""You count only the learning rate among the hyper-parameters. Who decides what the network looks like?

Must fail: ice2_tells_most_items_apart, ice2_tells_all_items_but_one_apart, ice2_tells_all_items_apart
"""
answers["ice2_items"] |= {
    "number of hidden layers": False,
    "neurons per hidden layer": False,
    "activation function": False,
}
