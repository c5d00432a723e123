"""Value that counts how often each part is used and goes back when the last use has reported."""

import numpy as np


class Value(object):
    def __init__(self, data, parents=(), slopes=()):
        self.data = np.float64(data)
        self.grad = np.float64(0)
        self.parents, self.slopes = list(parents), list(slopes)

    @staticmethod
    def lift(v):
        return v if isinstance(v, Value) else Value(v)

    def __add__(self, other):
        other = Value.lift(other)
        return Value(self.data + other.data, [self, other], [1, 1])

    def __radd__(self, other):
        return Value.lift(other) + self

    def __mul__(self, other):
        other = Value.lift(other)
        return Value(self.data * other.data, [self, other], [other.data, self.data])

    def __rmul__(self, other):
        return Value.lift(other) * self

    def __pow__(self, n):
        return Value(self.data**n, [self], [n * self.data ** (n - 1)])

    def relu(self):
        return Value(np.maximum(self.data, 0), [self], [np.heaviside(self.data, 1)])

    def tanh(self):
        return Value(np.tanh(self.data), [self], [1 / np.cosh(self.data) ** 2])

    def exp(self):
        return Value(np.exp(self.data), [self], [np.exp(self.data)])

    def backward(self):
        uses, stack, known = {}, [self], {id(self)}
        while stack:
            for parent in stack.pop().parents:
                uses[id(parent)] = uses.get(id(parent), 0) + 1
                if id(parent) not in known:
                    known.add(id(parent))
                    stack.append(parent)
        self.grad, ready = np.float64(1), [self]
        while ready:
            node = ready.pop()
            for parent, slope in zip(node.parents, node.slopes):
                parent.grad = parent.grad + slope * node.grad
                uses[id(parent)] -= 1
                if not uses[id(parent)]:
                    ready.append(parent)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-Value.lift(other))

    def __rsub__(self, other):
        return (-self) + other

    def __truediv__(self, other):
        return self * Value.lift(other) ** -1

    def __rtruediv__(self, other):
        return self**-1 * other
