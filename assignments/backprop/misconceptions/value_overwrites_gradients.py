"""Your Value is right as long as every number is used once. For c = a + a, what should a.grad be, and what
happens to the first contribution when the second arrives?

Must fail: value_sums_gradients_over_shared_parts, value_orders_the_graph_before_going_back, value_lets_functions_join_the_graph
"""


class Value(Value):
    def backward(self):
        self.grad = 1.0
        for value in reversed(parts_first(self)):
            for part, slope in value.parts:
                part.grad = slope * value.grad
