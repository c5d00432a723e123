"""In-class exercises: replace every None. The handout has the questions and how answers may be written.

Hand this file in as in_class_exercises.py. Code of your own may stay in it; keep the name `answers` and its keys.
"""

import numpy as np


def corners(W1, b1, W2, b2):
    """y = relu(x W1 + b1) W2 + b2 at x = (0, 0), (0, 1), (1, 0), (1, 1)."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # (4, 2)
    v = np.maximum(x @ np.array(W1) + b1, 0)  # (4, H)
    return v @ np.array(W2) + b2  # (4,)


answers = {}

# ---- Exercise 1: the parameters of 100 x 100 pixels, 3 hidden layers of 1000, 10 outputs ---------

answers["ice1"] = None  # 1 (10 million), 2 (11 million), 3 (12 million) or 4 (13 million)
answers["ice1_count"] = None

# ---- The breakout: XOR with ReLU units, y > 0.7 or y < -0.7 --------------------------------------

answers["breakout"] = None  # (W1, b1, W2, b2), of shapes (2, H), (H,), (H,) and ()
answers["breakout_relu_output"] = None  # how many corners can be right behind a ReLU

# ---- Training ------------------------------------------------------------------------------------

answers["updates_128"] = None  # in an epoch over 60,000 samples
answers["updates_256"] = None
answers["untrained_loss"] = None  # cross-entropy of 10 classes before training, in nats

# ---- Exercise 2: hyper-parameters ----------------------------------------------------------------

answers["ice2"] = None  # 1, 2, 3, 4 or "none"
answers["ice2_items"] = {
    "learning rate": None,  # True or False
    "number of hidden layers": None,
    "neurons per hidden layer": None,
    "activation function": None,
    "weights": None,
    "biases": None,
    "gradient": None,
}

# ---- Exercise 3: PCA and auto-encoders -----------------------------------------------------------

answers["ice3"] = None  # the list of the true statements, of 1, 2, 3, 4
answers["ice3_outlier"] = None  # a sample (x, y)

# ---- For a person to read ------------------------------------------------------------------------

answers["early_stopping"] = None  # a text: how early stopping differs from ordinary validation


if __name__ == "__main__":
    y = corners([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5)
    print("the weights for steps, used with ReLU, give", y)
    print("parameters of 3 inputs, 2 hidden units, 2 outputs:", 3 * 2 + 2 + 2 * 2 + 2)
    print("not answered yet:", [key for key, value in answers.items() if value is None])
