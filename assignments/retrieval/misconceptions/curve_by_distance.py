"""Your neighbours change when a code becomes longer, though it still points the same way. Which of the two
do you measure: how far apart two points are, or the angle between them?

Must fail: retrieval_curve_is_the_share_of_neighbours_of_the_same_class, retrieval_curve_compares_directions,
retrieval_curve_of_tied_cosines
"""

import numpy as np


def retrieval_curve(codes, labels, ks):
    far = ((codes[:, None] - codes[None]) ** 2).sum(axis=2).astype(float)
    np.fill_diagonal(far, np.inf)
    order = np.argsort(far, axis=1)
    return np.array([(labels[order[:, :k]] == labels[:, None]).mean() for k in ks])
