"""Everything is written as a text, numbers with their units."""
answers = {
    "ice1": "option 3: 12 million",
    "ice1_count": "about 12.01 million (with biases a little more)",
    "breakout": ([[1, -1], [-1, 1]], [0, 0], [[2], [2]], [-1]),
    "breakout_relu_output": "2 corners",
    "updates_128": "469 updates",
    "updates_256": "235",
    "untrained_loss": "2.30 nats",
    "ice2": "None of the above",
    "ice2_items": {
        "Learning rate": "yes",
        "number_of_hidden_layers": "True",
        "neurons per hidden layer": "y",
        "Activation function": "TRUE",
        "weights": "no",
        "biases": "false",
        "gradient": "F",
    },
    "ice3": "1",
    "ice3_outlier": [0, -7.5],
}
