"""Semantic search: texts become vectors, and the nearest vectors are what is found.

x, y, query  (d,)    vectors of texts
documents    (n, d)  one document a row
indices, scores      (k,) rows of documents and their cosines with the query, the best first
"""

import numpy as np

### BEGIN SOLUTION
CELL = 4  # vectors in a cell, about
SEARCHED = 0.25  # of all vectors
TIED = 1e-6  # scores that are closer are as good as equal
### END SOLUTION

# ---- 1. Texts as vectors ------------------------------------------------------------------------


def cosine_similarity(x, y):
    """x (d,), y (d,)  ->  a number from -1 to 1; 0.0 if one of them is zero."""
    ### BEGIN SOLUTION
    # x.y / (|x| |y|); 0 if one of them is zero.
    length = np.linalg.norm(x) * np.linalg.norm(y)
    return x @ y / length if length else 0.0
    ### END SOLUTION


def average_embedding(words, vectors):
    """A list of words, a dict word -> vector (d,)  ->  the mean over the known words, (d,)."""
    ### BEGIN SOLUTION
    # The mean of the vectors of the words that have one; zeros (d,) if none has.
    known = [vectors[word] for word in words if word in vectors]
    return np.mean(known, axis=0) if known else np.zeros_like(next(iter(vectors.values())))
    ### END SOLUTION


# ---- 2. Exact search ----------------------------------------------------------------------------


def search(query, documents, k):
    """query (d,), documents (n, d), k <= n  ->  indices (k,), scores (k,), the best first."""
    ### BEGIN SOLUTION
    # The k documents with the largest cosines, exactly: indices, scores.
    return best(cosines(query, documents), k)


def cosines(query, documents):
    """The cosine of each document with the query: (n,)."""
    return documents @ query / (np.linalg.norm(documents, axis=1) * np.linalg.norm(query))


def best(scores, k):
    """Where the k largest of these are, and they themselves, in falling order."""
    order = np.argsort(-scores)[:k]
    return order, scores[order]


### END SOLUTION


# ---- 3. Approximate search ----------------------------------------------------------------------


def ann_recall(found, query, documents, k):
    """Indices that some search has found  ->  the share of the k nearest among them, from 0 to 1."""
    ### BEGIN SOLUTION
    # The share of k that was found: different documents whose score is no lower than the exact k-th.
    scores = cosines(query, documents)
    _, exact = best(scores, k)
    return sum(scores[i] >= exact[-1] - TIED for i in set(map(int, found))) / k
    ### END SOLUTION


class Index:
    """Holds vectors, and finds those with the largest cosines without looking at all of them."""

    def __init__(self, d):
        """d numbers in a vector; empty at first."""
        ### BEGIN SOLUTION
        self.d, self.vectors = d, np.empty((0, d))
        ### END SOLUTION

    def add(self, vectors):
        """vectors (m, d): their ids go on from those that are there, from 0."""
        ### BEGIN SOLUTION
        # Store vectors (m, d), numbered on from those that are there, and make the cells anew.
        self.vectors = np.concatenate([self.vectors, np.reshape(vectors, (-1, self.d))])  # (n, d)
        unit = self.vectors / np.linalg.norm(self.vectors, axis=1, keepdims=True)
        self.centres = unit[::CELL]  # (c, d)
        self.cell = np.argmax(unit @ self.centres.T, axis=1)  # (n,)
        ### END SOLUTION

    def search(self, query, k):
        """query (d,)  ->  ids, scores of min(k, n) vectors, the best first."""
        ### BEGIN SOLUTION
        # ids, scores of the best min(k, n) vectors in the cells nearest to the query.
        n = len(self.vectors)
        nearest = np.argsort(-(self.centres @ query))  # cells
        sizes = np.bincount(self.cell, minlength=len(nearest))[nearest]
        cells = 1 + np.searchsorted(np.cumsum(sizes), max(k, SEARCHED * n))
        (ids,) = np.isin(self.cell, nearest[:cells]).nonzero()
        order, scores = best(cosines(query, self.vectors[ids]), k)
        return ids[order], scores
        ### END SOLUTION


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
