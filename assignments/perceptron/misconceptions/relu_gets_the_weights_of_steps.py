"""You hand in the lecture's weights for step units. A step answers 1 however small z is; what does a ReLU
answer for z = 0.5, and how large does y become then?

Must fail: relu_xor_network_answers_beyond_seven_tenths
"""


def relu_xor_network():
    return xor_network()
