"""Your recall grows when the same document is found again. How many different documents did the reader get?

Must fail: ann_recall_counts_a_document_once
"""

import numpy as np


def ann_recall(found, query, documents, k):
    cosines = documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))
    last = np.sort(cosines)[-k]
    return sum(cosines[int(i)] >= last - 1e-6 for i in found) / k
