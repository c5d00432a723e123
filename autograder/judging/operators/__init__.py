"""What people do wrong in this field, as small changes of a syntax tree.

sites        places in a module where something can be changed
arithmetic   signs, operators, terms, factors, numbers
logic        comparisons, conditions, strings
arrays       axes, transposes, indices, reductions
calls        arguments, copies, gradients, loops
statements   updates left out or done too late, branches, exceptions
"""
