"""Your index knows only what was added last. What happens to the vectors of the first call when the second
comes?

Must fail: index_numbers_vectors_in_the_order_they_came, index_puts_the_best_first,
index_finds_a_vector_that_it_holds, index_sees_what_is_added_after_a_search, index_compares_directions,
index_returns_all_if_asked_for_more, index_finds_three_in_ten_neighbours, index_finds_two_in_three_neighbours
"""


class Index:
    def __init__(self, d):
        self.vectors = None

    def add(self, vectors):
        self.vectors = vectors

    def search(self, query, k):
        return search(query, self.vectors, min(k, len(self.vectors)))
