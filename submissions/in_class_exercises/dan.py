# Dan
import numpy as np

sizes = [10000, 1000, 1000, 10]      # input, hidden, output
params = 0
for i in range(len(sizes) - 1):
    params += sizes[i] * sizes[i + 1] + sizes[i + 1]
print(params)

answers = dict(
    ice1=2,
    ice1_count=params,
    breakout=(
        np.array([[1, -1], [-1, 1]]),
        np.array([-0.5, -0.5]),
        np.array([1, 1]),
        -0.5,
    ),
    breakout_relu_output=4,
    updates_128=60000 / 128,
    updates_256=60000 / 256,
    untrained_loss=np.log2(10),
    ice2=3,
    ice2_items={
        "learning rate": True,
        "number of hidden layers": True,
        "neurons per hidden layer": True,
        "activation function": False,
        "weights": False,
        "biases": False,
        "gradient": False,
    },
    ice3=[1, 2],
    ice3_outlier=(100, 100),
    early_stopping="it is faster",
)
