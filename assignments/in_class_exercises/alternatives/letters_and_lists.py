"""Options by letter, statements as truth values, whole numbers as floats, "all of the above"."""
answers = dict(
    ice1="(c)",
    ice1_count=12.013010e6,
    breakout=[[[2, -2], [-2, 2]], [-1, -1], [4, 4], -2],
    breakout_relu_output=2.0,
    updates_128=469.0,
    updates_256=235.0,
    untrained_loss=2.3,
    ice2="d) all of the above",
    ice2_items=["learning rate", "number of hidden layers", "neurons per hidden layer", "activation function"],
    ice3=[True, False, False, False],
    ice3_outlier=(1, 123.4),
    notes="see the markdown cell",
)
