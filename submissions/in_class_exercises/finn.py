import math

answers = {
    "ice1": 3,
    "ice1_count": count_mlp([10000, 1000, 1000, 1000, 10]),
    "breakout": ([[1, -1], [-1, 1]], [0, 0], [2, 2], -1),
    "breakout_relu_output": 2,
    "updates_128": math.ceil(60000 / 128),
    "updates_256": math.ceil(60000 / 256),
    "untrained_loss": math.log(10),
    "ice2": 4,
    "ice3": [1],
    "ice3_outlier": (0, 10),
}
