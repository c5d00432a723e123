"""Public code that runs beside yours: how the grader looks again at an array that it gave you."""


def same(x):
    """x itself."""
    return x
