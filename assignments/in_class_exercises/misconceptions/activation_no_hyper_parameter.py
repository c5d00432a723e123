"""You say that the activation function is no hyper-parameter. Could training turn a ReLU into a tanh?

Must fail: ice2_tells_all_items_apart
"""
answers["ice2_items"]["activation function"] = False
