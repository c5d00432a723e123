"""Another school's rule: you divide by the number of hits, as the given function of Mini-Project 1 does.
What does your measure say about a list that has one relevant document in front and misses nine others, and
what does the handout's rule say?

Must fail: average_precision_counts_relevant_documents_that_are_missing
"""


def average_precision(relevant, ranked):
    precisions = []
    for i, doc in enumerate(ranked):
        if doc in relevant:
            precisions.append((len(precisions) + 1) / (i + 1))
    return sum(precisions) / len(precisions) if precisions else 0.0
