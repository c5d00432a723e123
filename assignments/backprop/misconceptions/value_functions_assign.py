"""Your tanh, exp and relu have the right slopes alone and wrong ones in tanh(a) + a. When the function
reports to a, what has the sum already left there?

Must fail: value_lets_functions_join_the_graph.
"""


class Value(Value):
    overwrites = False

    def relu(self):
        return alone(super().relu())

    def tanh(self):
        return alone(super().tanh())

    def exp(self):
        return alone(super().exp())

    def backward(self):
        self.grad = 1.0
        for value in reversed(parts_first(self)):
            for part, slope in value.parts:
                part.grad = slope * value.grad + (0.0 if value.overwrites else part.grad)


def alone(value):
    value.overwrites = True
    return value
