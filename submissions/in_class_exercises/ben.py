"""EEP 596, in-class exercises. Ben."""
from math import ceil

N = 60000

answers = {
    "ice1": "c) 12 million",
    "ice1_count": "12.01 million",
    "ice2": "4",
    "ice2_items": {
        "learning rate": "yes",
        "number of hidden layers": "yes",
        "neurons per hidden layer": "yes",
        "activation function": "yes",
        "weights": "no",
        "biases": "no",
        "gradient": "no",
    },
    "ice3": "1",
    "ice3_outlier": [0, -50],
    "breakout": {
        "W1": [[1, 1], [1, 1]],
        "b1": [0, -1],
        "W2": [2, -4],
        "b2": -1,
    },
    "breakout_relu_output": 2,
    "updates_128": f"{ceil(N / 128)} updates",
    "updates_256": f"{ceil(N / 256)} updates",
    "untrained_loss": "2.30 nats",
    "early_stopping": """Early stopping uses the validation loss while training, to decide when to stop. Ordinary
        validation uses it afterwards, to decide which model to take.""",
}

if __name__ == "__main__":
    for key, answer in answers.items():
        print(f"{key:24}{answer}")
