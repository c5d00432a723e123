"""Another school's rule: you divide by the number of relevant documents or the length of the list, whichever
is smaller, as leaderboards for MAP@10 do. Which of the two does this course divide by, if the list is the
shorter one?

Must fail: average_precision_counts_relevant_documents_that_are_missing
"""


def average_precision(relevant, ranked):
    total, found = 0.0, 0
    for rank, doc in enumerate(ranked, 1):
        if doc in relevant:
            found += 1
            total += found / rank
    return total / min(len(relevant), len(ranked)) if found else 0.0
