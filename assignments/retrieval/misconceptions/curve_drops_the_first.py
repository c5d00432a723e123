"""You drop the first of the sorted neighbours, because that should be the query. If another code points in
the very same direction, which of the two have you dropped?

Must fail: retrieval_curve_of_tied_cosines
"""

import numpy as np


def retrieval_curve(codes, labels, ks):
    unit = codes / np.linalg.norm(codes, axis=1)[:, None]
    curve = np.zeros(len(ks))
    for i in range(len(unit)):
        order = np.argsort(unit @ unit[i])[::-1][1:]
        for j, k in enumerate(ks):
            curve[j] += (labels[order[:k]] == labels[i]).mean()
    return curve / len(unit)
