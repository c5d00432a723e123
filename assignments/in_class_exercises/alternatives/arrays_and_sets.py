"""Numpy's numbers and arrays, a set, a list of what is true, another network with three hidden units."""
import numpy as np

sizes = np.array([10_000, 1000, 1000, 1000, 10])
answers = {
    "ice1": np.int64(3),
    "ice1_count": np.sum(sizes[1:] * sizes[:-1]),  # without biases
    "breakout": (
        np.array([[1.0, 1.0, 0.5], [1.0, 1.0, 0.5]]),
        np.array([0.0, -1.0, -2.0]),
        np.array([[3.0], [-6.0], [9.0]]),
        np.float32(-1.5),
    ),
    "breakout_relu_output": np.float64(2),
    "updates_128": np.ceil(60_000 / 128),
    "updates_256": -(-60_000 // 256),
    "untrained_loss": -np.log(np.full(10, 0.1))[3],
    "ice2": np.array(4),
    "ice2_items": {
        "learning rate", "number of hidden layers", "neurons per hidden layer", "activation function"
    },
    "ice3": {1},
    "ice3_outlier": np.array([0.3, 40.0]),
}
