"""Your recall is the precision. If you look twice as far down the list and find nothing more, should recall
fall?

Must fail: recall_at_k_is_the_share_of_the_relevant_that_was_found, recall_at_k_counts_all_relevant_documents
"""


def recall_at_k(relevant, ranked, k):
    return sum(1 for doc in ranked[:k] if doc in relevant) / k
