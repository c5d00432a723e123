"""Your w runs away from the minimum, faster and faster. The gradient points uphill: which way do you go?

Must fail: gradient_descent_takes_the_steps_it_is_told
"""


def gradient_descent(grad, w0, lr, steps):
    w = w0
    for _ in range(steps):
        w = w + lr * grad(w)
    return w
