"""Your ids start again at 0 with every call of add. How many vectors are there already when the second batch
comes?

Must fail: index_numbers_vectors_in_the_order_they_came, index_puts_the_best_first,
index_finds_a_vector_that_it_holds, index_sees_what_is_added_after_a_search, index_compares_directions,
index_returns_all_if_asked_for_more, index_finds_three_in_ten_neighbours, index_finds_two_in_three_neighbours
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.vectors, self.ids = np.empty((0, d)), np.empty(0, dtype=int)

    def add(self, vectors):
        self.vectors = np.concatenate([self.vectors, vectors])
        self.ids = np.concatenate([self.ids, np.arange(len(vectors))])

    def search(self, query, k):
        best, scores = search(query, self.vectors, min(k, len(self.vectors)))
        return self.ids[best], scores
