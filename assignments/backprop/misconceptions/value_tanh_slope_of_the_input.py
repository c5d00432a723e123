"""The gradient through your tanh is negative for inputs above 1. Is the t of 1 - t^2 the input or the output?

Must fail: value_has_tanh
"""

import math


class Value(Value):
    def tanh(self):
        return Value(math.tanh(self.data), ((self, 1 - self.data**2),))
