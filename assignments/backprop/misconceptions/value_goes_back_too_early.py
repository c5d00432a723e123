"""Your Value is wrong when a number is used at two depths of the graph. In c = b + b a, may b pass its
gradient on before b a has sent its own?

Must fail: value_orders_the_graph_before_going_back
"""


class Value(Value):
    def backward(self):
        self.grad = 1.0
        order = [self]
        for value in order:
            for part, _ in value.parts:
                if part not in order:
                    order.append(part)
        for value in order:
            for part, slope in value.parts:
                part.grad += slope * value.grad
