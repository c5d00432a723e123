"""Your loop goes on after it has found something. Which of two hits does the reciprocal rank ask about?

Must fail: reciprocal_rank_is_one_over_the_rank_of_the_first_hit
"""


def reciprocal_rank(relevant, ranked):
    value = 0.0
    for i in range(len(ranked)):
        if ranked[i] in relevant:
            value = 1.0 / (i + 1)
    return value
