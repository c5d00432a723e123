"""v + 2 works and 2 + v raises. In 2 + v Python asks the 2 first, which does not know your class: whom
does it ask next?

Must fail: value_takes_numbers_on_both_sides
"""


class Value(Value):
    def __radd__(self, other):
        return NotImplemented

    def __rmul__(self, other):
        return NotImplemented
