"""Semantic search: fill in everything that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as semantic_search.py (or the notebook
as semantic_search.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np

# ---- 1. Texts as vectors ------------------------------------------------------------------------


def cosine_similarity(x, y):
    """x (d,), y (d,)  ->  a number from -1 to 1; 0.0 if one of them is zero."""
    raise NotImplementedError


def average_embedding(words, vectors):
    """A list of words, a dict word -> vector (d,)  ->  the mean over the known words, (d,)."""
    raise NotImplementedError


# ---- 2. Exact search ----------------------------------------------------------------------------


def search(query, documents, k):
    """query (d,), documents (n, d), k <= n  ->  indices (k,), scores (k,), the best first."""
    raise NotImplementedError


# ---- 3. Approximate search ----------------------------------------------------------------------


def ann_recall(found, query, documents, k):
    """Indices that some search has found  ->  the share of the k nearest among them, from 0 to 1."""
    raise NotImplementedError


class Index:
    """Holds vectors, and finds those with the largest cosines without looking at all of them."""

    def __init__(self, d):
        """d numbers in a vector; empty at first."""
        raise NotImplementedError

    def add(self, vectors):
        """vectors (m, d): their ids go on from those that are there, from 0."""
        raise NotImplementedError

    def search(self, query, k):
        """query (d,)  ->  ids, scores of min(k, n) vectors, the best first."""
        raise NotImplementedError


if __name__ == "__main__":
    query = np.array([3.0, 4.0])
    documents = np.array([[8.0, 6.0], [0.0, 2.0], [-4.0, 3.0], [6.0, 8.0]])
    print("cosine:", cosine_similarity(query, documents[0]))
    vectors = {"good": np.array([1.0, 2.0]), "dog": np.array([3.0, 0.0])}
    print("average:", average_embedding(["good", "good", "dog", "xyzzy"], vectors))
    print("search:", search(query, documents, 2))
    print("recall:", ann_recall([3, 1], query, documents, 2))
    index = Index(2)
    index.add(documents[:3])
    index.add(documents[3:])
    print("index:", index.search(query, 2))
