"""Your gradient passes everywhere except where it is negative. Which units were dropped is not written in
dout: where did you keep it?

Must fail: dropout_backward_stops_where_units_were_dropped, dropout_backward_scales_as_forward_did,
dropout_backward_at_test_time_passes_everything
"""

import numpy as np


def dropout_backward(dout, cache):
    return dout * (dout > 0)
