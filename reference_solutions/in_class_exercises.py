"""The in-class exercises and the breakout, in the order of the lecture.

sizes   units of each layer, the inputs first
W1, b1  (2, H), (H,)  hidden layer;  W2, b2  (H,), ()  linear output: y = relu(x W1 + b1) W2 + b2
"""

### BEGIN SOLUTION
from itertools import pairwise
from math import ceil, log

### END SOLUTION
### BEGIN STARTER
# import numpy as np
#
# # Replace every None. The handout says how answers may be written; keep the name `answers` and its keys.
#
#
# def corners(W1, b1, W2, b2):
#     """y = relu(x W1 + b1) W2 + b2 at x = (0, 0), (0, 1), (1, 0), (1, 1)."""
#     x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # (4, 2)
#     v = np.maximum(x @ np.array(W1) + b1, 0)  # (4, H)
#     return v @ np.array(W2) + b2  # (4,)
#
#
# answers = {}
### END STARTER

# ---- Exercise 1: the parameters of 100 x 100 pixels, 3 hidden layers of 1000, 10 outputs ---------

### BEGIN SOLUTION
sizes = [100 * 100, 1000, 1000, 1000, 10]
count = sum(m * n + m for n, m in pairwise(sizes))
millions = 3
### END SOLUTION
### BEGIN STARTER
# answers["ice1"] = None  # 1 (10 million), 2 (11 million), 3 (12 million) or 4 (13 million)
# answers["ice1_count"] = None
### END STARTER

# ---- The breakout: XOR with ReLU units, y > 0.7 or y < -0.7 -------------------------------------

### BEGIN SOLUTION
# v1 = relu(x1 - x2), v2 = relu(x2 - x1), y = 2 v1 + 2 v2 - 1
W1 = [[1, -1], [-1, 1]]
b1 = [0, 0]
W2 = [2, 2]
b2 = -1
best_behind_a_relu = 2  # y < -0.7 is then out of reach
### END SOLUTION
### BEGIN STARTER
# answers["breakout"] = None  # (W1, b1, W2, b2), of shapes (2, H), (H,), (H,) and ()
# answers["breakout_relu_output"] = None  # how many corners can be right behind a ReLU
### END STARTER

# ---- Training -----------------------------------------------------------------------------------

### BEGIN SOLUTION
samples = 60_000  # a mini-batch is an update
classes = 10  # before the first all are equally likely
### END SOLUTION
### BEGIN STARTER
# answers["updates_128"] = None  # in an epoch over 60,000 samples
# answers["updates_256"] = None
# answers["untrained_loss"] = None  # cross-entropy of 10 classes before training, in nats
### END STARTER

# ---- Exercise 2: hyper-parameters ---------------------------------------------------------------

### BEGIN SOLUTION
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
### END SOLUTION
### BEGIN STARTER
# answers["ice2"] = None  # 1, 2, 3, 4 or "none"
# answers["ice2_items"] = {
#     "learning rate": None,  # True or False
#     "number of hidden layers": None,
#     "neurons per hidden layer": None,
#     "activation function": None,
#     "weights": None,
#     "biases": None,
#     "gradient": None,
# }
### END STARTER

# ---- Exercise 3: PCA and auto-encoders ----------------------------------------------------------

### BEGIN SOLUTION
true_statements = [1]  # both reduce the dimension
outlier = (0, 100)  # one far sample turns PCA's first direction
### END SOLUTION
### BEGIN STARTER
# answers["ice3"] = None  # the list of the true statements, of 1, 2, 3, 4
# answers["ice3_outlier"] = None  # a sample (x, y)
### END STARTER

### BEGIN STARTER
# # ---- For a person to read -----------------------------------------------------------------------
#
# answers["early_stopping"] = None  # a text: how early stopping differs from ordinary validation
#
#
# if __name__ == "__main__":
#     y = corners([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5)
#     print("the weights for steps, used with ReLU, give", y)
#     print("parameters of 3 inputs, 2 hidden units, 2 outputs:", 3 * 2 + 2 + 2 * 2 + 2)
#     print("not answered yet:", [key for key, value in answers.items() if value is None])
### END STARTER

### BEGIN SOLUTION
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
### END SOLUTION
