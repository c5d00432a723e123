"""A Value that the result does not depend on has no gradient at all in your class. By how much does the result
change when it moves?

Must fail: value_leaves_unused_leaves_at_zero
"""


class Value(Value):
    def __init__(self, data, parts=()):
        self.data = data
        self.grad = None
        self.parts = parts

    def backward(self):
        order = parts_first(self)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for part, slope in value.parts:
                part.grad += slope * value.grad
