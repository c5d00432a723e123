"""Your Value is right for sums and products of anything, and wrong for exp(a b) b. May a b pass its
gradient on before the exp above it has sent one?

Must fail: value_lets_functions_join_the_graph.
"""


class Value(Value):
    def backward(self):
        self.grad = 1.0
        order = list(reversed(parts_first(self)))
        for value in sorted(order, key=lambda value: len(value.parts) == 1):
            for part, slope in value.parts:
                part.grad += slope * value.grad
