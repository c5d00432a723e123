"""Your v ** 2 has the right slope alone and the wrong one in a ** 2 + a. When the power reports to a,
what has the sum already left there?

Must fail: value_lets_functions_join_the_graph.
"""


class Value(Value):
    overwrites = False

    def __pow__(self, n):
        out = super().__pow__(n)
        out.overwrites = True
        return out

    def backward(self):
        self.grad = 1.0
        for value in reversed(parts_first(self)):
            for part, slope in value.parts:
                part.grad = slope * value.grad + (0.0 if value.overwrites else part.grad)
