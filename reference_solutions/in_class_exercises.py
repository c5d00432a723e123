"""The in-class exercises and the breakout, in the order of the lecture.

sizes   units of each layer, the inputs first
W1, b1  (2, H), (H,)  hidden layer;  W2, b2  (H,), ()  linear output: y = relu(x W1 + b1) W2 + b2
"""

from itertools import pairwise
from math import ceil, log

# ---- exercise 1: 10, 11, 12 or 13 million parameters? -------------------------------------------

sizes = [100 * 100, 1000, 1000, 1000, 10]
count = sum(m * n + m for n, m in pairwise(sizes))
millions = 3

# ---- the breakout: v1 = relu(x1 - x2), v2 = relu(x2 - x1), y = 2 v1 + 2 v2 - 1 ------------------

W1 = [[1, -1], [-1, 1]]
b1 = [0, 0]
W2 = [2, 2]
b2 = -1
best_behind_a_relu = 2  # y < -0.7 is then out of reach

# ---- training: a mini-batch is an update; before the first all classes are equally likely --------

samples = 60_000
classes = 10

# ---- exercise 2: what is set before training ----------------------------------------------------

hyper_parameters = {
    "learning rate": True,
    "number of hidden layers": True,
    "neurons per hidden layer": True,
    "activation function": True,
    "weights": False,
    "biases": False,
    "gradient": False,
}
none_is_not = 4

# ---- exercise 3: both reduce the dimension; one far sample turns PCA's first direction ----------

true_statements = [1]
outlier = (0, 100)

answers = {
    "ice1": millions,
    "ice1_count": count,
    "breakout": (W1, b1, W2, b2),
    "breakout_relu_output": best_behind_a_relu,
    "updates_128": ceil(samples / 128),
    "updates_256": ceil(samples / 256),
    "untrained_loss": log(classes),
    "ice2": none_is_not,
    "ice2_items": hyper_parameters,
    "ice3": true_statements,
    "ice3_outlier": outlier,
    "early_stopping": """Ordinary validation looks at held-out data once training is over, to compare models.
        Early stopping looks after every epoch and ends training when the held-out loss has not improved for a
        while, keeping the best weights. So these data choose the number of epochs, and their loss is no
        longer an honest estimate: that takes a third set.""",
}
