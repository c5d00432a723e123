"""Retrieval: fill in every function that raises NotImplementedError.

The handout has the formulas and the conventions. Hand in this file as retrieval.py (or the notebook
as retrieval.ipynb). Extra functions of your own are welcome; keep the names and the order of arguments.
"""

import numpy as np

# ---- 1. A document is relevant, or it is not ----------------------------------------------------
# relevant is a list or a set of ids, ranked a list of ids, the best first. An id is a number or a text.


def precision_at_k(relevant, ranked, k):
    """The share of relevant documents among the first k places  ->  a number from 0 to 1."""
    raise NotImplementedError


def recall_at_k(relevant, ranked, k):
    """The share of the relevant documents that are among the first k  ->  a number from 0 to 1."""
    raise NotImplementedError


def average_precision(relevant, ranked):
    """The precision at every hit, summed, over the number of relevant documents  ->  a number."""
    raise NotImplementedError


def mean_average_precision(relevants, rankeds):
    """Two lists with one entry a query  ->  the mean of average_precision."""
    raise NotImplementedError


def reciprocal_rank(relevant, ranked):
    """1 / the rank of the first relevant document  ->  a number from 0 to 1."""
    raise NotImplementedError


# ---- 2. Some documents are more relevant than others --------------------------------------------


def ndcg_at_k(relevant, ranked, k):
    """relevant is a dict id -> grade  ->  DCG of the first k over the best possible one."""
    raise NotImplementedError


# ---- 3. Codes of documents ----------------------------------------------------------------------


def retrieval_curve(codes, labels, ks):
    """codes (n, d), labels (n,), a list of numbers of neighbours  ->  an array (len(ks),)."""
    raise NotImplementedError


def lsa_fit(counts, k):
    """counts (n, t), a row for each document  ->  a model: whatever lsa_transform needs."""
    raise NotImplementedError


def lsa_transform(counts, model):
    """counts (m, t) of the same terms, and what lsa_fit returned  ->  scores (m, k)."""
    raise NotImplementedError


if __name__ == "__main__":
    ranked, relevant = ["c", "a", "e", "b", "d"], ["a", "b", "x"]
    print("precision and recall at 4:", precision_at_k(relevant, ranked, 4), recall_at_k(relevant, ranked, 4))
    print("average precision:", average_precision(relevant, ranked))
    print("MAP:", mean_average_precision([relevant, ["c"], []], [ranked, ranked, ranked]))
    print("reciprocal rank:", reciprocal_rank(relevant, ranked))
    print("nDCG at 4:", ndcg_at_k({"a": 3, "b": 1, "x": 2}, ranked, 4))
    codes, labels = np.array([[1.0, 0.0], [4.0, 3.0], [3.0, 4.0], [0.0, 2.0]]), np.array([0, 0, 1, 1])
    print("retrieval curve:", retrieval_curve(codes, labels, [1, 2, 3]))
    counts = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]])
    model = lsa_fit(counts, 2)
    print("LSA:\n", lsa_transform(counts, model), "\nand a new document:", lsa_transform(counts[:1] * 2, model))
