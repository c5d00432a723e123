"""Your first step is right and the later ones are too long. What do you still remember from the step before?

Must fail: gradient_descent_takes_the_steps_it_is_told
"""


def gradient_descent(grad, w0, lr, steps):
    w, v = w0, 0
    for _ in range(steps):
        v = 0.9 * v - lr * grad(w)
        w = w + v
    return w
