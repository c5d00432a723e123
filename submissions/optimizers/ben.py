# Ben O., optimizers. In place where I could, like in the numpy course I took last year.
import numpy as np


def minibatches(X, y, batch_size, rng):
    idx = np.arange(len(y))
    rng.shuffle(idx)
    out = []
    for i in range(int(np.ceil(len(y) / batch_size))):
        sel = idx[i * batch_size:(i + 1) * batch_size]
        out.append([X[sel], y[sel]])
    return out


def sgd(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    w -= config['learning_rate'] * dw
    return w, config


def sgd_momentum(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('momentum', 0.9)
    v = config.get('velocity', np.zeros_like(w))
    v = config['momentum'] * v - config['learning_rate'] * dw
    next_w = w + v
    config['velocity'] = v
    return next_w, config


def rmsprop(x, dx, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('decay_rate', 0.99)
    config.setdefault('epsilon', 1e-8)
    config.setdefault('cache', np.zeros_like(x))
    config['cache'] = config['decay_rate'] * config['cache'] + (1 - config['decay_rate']) * dx**2
    x += -config['learning_rate'] * dx / (np.sqrt(config['cache']) + config['epsilon'])
    return x, config


def adagrad(x, dx, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('epsilon', 1e-8)
    config.setdefault('cache', np.zeros_like(x))
    config['cache'] += dx**2
    x += -config['learning_rate'] * dx / (np.sqrt(config['cache']) + config['epsilon'])
    return x, config


def adam(x, dx, config=None):
    if config is None: config = {}
    learning_rate = config.setdefault('learning_rate', 1e-3)
    beta1 = config.setdefault('beta1', 0.9)
    beta2 = config.setdefault('beta2', 0.999)
    eps = config.setdefault('epsilon', 1e-8)
    m = config.setdefault('m', np.zeros_like(x))
    v = config.setdefault('v', np.zeros_like(x))
    t = config.setdefault('t', 0)
    t += 1
    m = beta1 * m + (1 - beta1) * dx
    v = beta2 * v + (1 - beta2) * (dx * dx)
    mt = m / (1 - beta1**t)
    vt = v / (1 - beta2**t)
    x += -learning_rate * mt / (np.sqrt(vt) + eps)
    config['m'], config['v'], config['t'] = m, v, t
    return x, config


def step_decay(lr0, t, drop, every):
    return lr0 * np.power(drop, np.floor(t / every))


def exponential_decay(lr0, t, gamma):
    return lr0 * np.power(gamma, t)


def cosine_decay(lr0, t, T, lr_min=0.0):
    return lr_min + (lr0 - lr_min) * (1 + np.cos(np.pi * t / T)) / 2


def warmup(lr0, t, steps):
    return lr0 * (t + 1) / steps if t < steps else lr0


def train(grad, w0, update, config, steps):
    f = {'sgd': sgd, 'sgd_momentum': sgd_momentum, 'rmsprop': rmsprop, 'adagrad': adagrad, 'adam': adam}[update]
    w = np.copy(w0)
    ws = [np.copy(w)]
    for k in range(steps):
        w, config = f(w, grad(w), config)
        ws.append(np.copy(w))
    return ws


def overfit(X, y):
    w = np.zeros(X.shape[1])
    config = None
    for k in range(4000):
        dw = 2 * X.T.dot(X.dot(w) - y) / len(y)
        w, config = sgd_momentum(w, dw, config or {'learning_rate': 0.1})
    return w


def cure(X, y, X_val, y_val):
    w = np.zeros(X.shape[1])
    best_w, best = w.copy(), np.inf
    for k in range(1500):
        dw = 2 * X.T.dot(X.dot(w) - y) / len(y)
        w, _ = sgd(w, dw, {'learning_rate': 0.05})
        val = np.mean((X_val.dot(w) - y_val)**2)
        if val < best:
            best, best_w = val, w.copy()
    return best_w


if __name__ == '__main__':
    w, c = adam(np.array([1.0]), np.array([2.0]), {'learning_rate': 0.1})
    print(w)
