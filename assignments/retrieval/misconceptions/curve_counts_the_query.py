"""Your curve begins at 1. Which document is the most similar to the query, and did anybody look for it?

Must fail: retrieval_curve_is_the_share_of_neighbours_of_the_same_class,
retrieval_curve_leaves_the_query_out, retrieval_curve_compares_directions, retrieval_curve_of_tied_cosines
"""

import numpy as np


def retrieval_curve(codes, labels, ks):
    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    order = np.argsort(-(unit @ unit.T), axis=1, kind="stable")
    return np.array([(labels[order[:, :k]] == labels[:, None]).mean() for k in ks])
