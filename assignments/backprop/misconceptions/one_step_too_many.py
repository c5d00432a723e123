"""Your w is where it should be one step later. With steps = 0, how often does your loop run?

Must fail: gradient_descent_takes_the_steps_it_is_told, gradient_descent_of_no_steps_is_the_start
"""


def gradient_descent(grad, w0, lr, steps):
    w = w0
    k = 0
    while k <= steps:
        w = w - lr * grad(w)
        k += 1
    return w
