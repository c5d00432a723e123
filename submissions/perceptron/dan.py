import numpy as np
import torch
import torch.nn as nn

print("start")

def step(z):
    print("step", z)
    return np.sign(z)

def perceptron(x, w, b):
    z = np.dot(x, w) + b
    return (z >= 0) * 1

def and_weights():
    w = np.array([0.5, 0.5])
    b = -0.7
    return w, b

def or_weights():
    w = np.array([0.5, 0.5])
    b = -0.2
    return w, b

def nand_weights():
    w, b = and_weights()
    return -w, b

def xor_network():
    # w1 rows = hidden units
    W1 = np.array([[1, 1], [-1, -1]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([1, 1])
    b2 = -1.5
    return W1, b1, W2, b2

def relu_xor_network():
    return xor_network()

def perceptron_train(X, y, lr, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for epoch in range(epochs):
        for i in range(X.shape[0]):
            out = perceptron(X[i], w, b)
            error = y[i] - out
            w = w + lr * error * X[i]
        print("epoch", epoch, "w", w)
    return w, b

def logistic_loss(w, X, y):
    loss = 0
    grad = np.zeros(len(w))
    for i in range(len(X)):
        m = y[i] * np.dot(w, X[i])
        loss += np.logaddexp(0, -m)
        grad += -y[i] * X[i] * np.exp(-np.logaddexp(0, m))
    return loss / len(X), grad

def train_xor(hidden, seed):
    torch.manual_seed(42)
    model = nn.Sequential(nn.Linear(2, hidden), nn.ReLU(), nn.Linear(hidden, 1))
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    inputs = torch.Tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
    targets = torch.Tensor([[-1], [1], [1], [-1]])
    for epoch in range(1000):
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
        if epoch % 100 == 0:
            print(epoch, loss.item())
    return model

print(perceptron_train(np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]]), [0, 0, 0, 1], 0.1, 10))
