"""Your recall calls a document wrong that is exactly as good as the one it stands for. If two documents are
the same text, does it matter to the reader which of them was found?

Must fail: ann_recall_counts_ties_as_found
"""


def ann_recall(found, query, documents, k):
    exact, _ = search(query, documents, k)
    return len({int(i) for i in found} & {int(i) for i in exact}) / k
