"""Your v ** 3 has the right data and a gradient that is too large by a factor of v. What happens to the
exponent when you differentiate v^n?

Must fail: value_raises_to_a_power
"""


class Value(Value):
    def __pow__(self, n):
        return Value(self.data**n, ((self, n * self.data**n),))
