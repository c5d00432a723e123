"""Somebody who finds one of ten documents, and nothing else, has recall 1 with you. That is the precision:
of which ten should the share be taken?

Must fail: ann_recall_counts_a_document_once, ann_recall_divides_by_k
"""

import numpy as np


def ann_recall(found, query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    last = np.sort(cosines)[-k]
    chosen = set(int(i) for i in found)
    return sum(cosines[i] >= last - 1e-6 for i in chosen) / len(chosen) if chosen else 0.0
