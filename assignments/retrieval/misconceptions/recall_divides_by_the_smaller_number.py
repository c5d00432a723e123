"""Your recall reaches 1 although relevant documents were left out. If ten are relevant and two places are
shown, which share of the ten can have been found at most?

Must fail: recall_at_k_counts_all_relevant_documents
"""


def recall_at_k(relevant, ranked, k):
    found = len(set(relevant) & set(ranked[:k]))
    return found / min(k, len(relevant)) if relevant else 0.0
