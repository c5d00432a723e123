"""In your curve the longest code is everybody's neighbour. What does the inner product depend on beside the
angle?

Must fail: retrieval_curve_is_the_share_of_neighbours_of_the_same_class, retrieval_curve_compares_directions,
retrieval_curve_of_tied_cosines
"""

import numpy as np


def retrieval_curve(codes, labels, ks):
    scores = (codes @ codes.T).astype(float)
    np.fill_diagonal(scores, -np.inf)
    order = np.argsort(-scores, axis=1)
    return np.array([(labels[order[:, :k]] == labels[:, None]).mean() for k in ks])
