"""Your curve is low for few neighbours and gets better with more. In which order does a sort put numbers,
and which end of it do you take?

Must fail: retrieval_curve_is_the_share_of_neighbours_of_the_same_class,
retrieval_curve_leaves_the_query_out, retrieval_curve_compares_directions, retrieval_curve_of_tied_cosines
"""

import numpy as np


def retrieval_curve(codes, labels, ks):
    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, np.inf)
    order = np.argsort(cosines, axis=1)
    return np.array([(labels[order[:, :k]] == labels[:, None]).mean() for k in ks])
