"""Your index does not see what is added after the first search. When are your cells made, and when again?

Must fail: index_sees_what_is_added_after_a_search
"""

import numpy as np


class Index:
    def __init__(self, d):
        self.parts, self.built = [], None

    def add(self, vectors):
        self.parts.append(vectors)

    def search(self, query, k):
        if self.built is None:
            self.built = np.concatenate(self.parts)
        return search(query, self.built, min(k, len(self.built)))
