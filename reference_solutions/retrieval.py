"""Retrieval: how good is a ranked list, and how well do codes of documents find those of the same class?

relevant  ids of the relevant documents, in any order; for ndcg_at_k a dict id -> grade
ranked    ids of the documents that were found, the best first
codes     (n, d) one document a row; labels (n,) its class
counts    (n, t) documents by terms, weighted or not
Z         (n, k) scores: the documents in the k strongest directions V (k, t)
"""

import numpy as np

# ---- 1. A document is relevant, or it is not ----------------------------------------------------
# relevant is a list or a set of ids, ranked a list of ids, the best first. An id is a number or a text.


def precision_at_k(relevant, ranked, k):
    """The share of relevant documents among the first k places  ->  a number from 0 to 1."""
    ### BEGIN SOLUTION
    # Hits among the first k / k.
    return sum(hits(relevant, ranked[:k])) / k
    ### END SOLUTION


def recall_at_k(relevant, ranked, k):
    """The share of the relevant documents that are among the first k  ->  a number from 0 to 1."""
    ### BEGIN SOLUTION
    # Hits among the first k / number of relevant documents; 0 if there are none.
    return sum(hits(relevant, ranked[:k])) / len(relevant) if relevant else 0.0
    ### END SOLUTION


def average_precision(relevant, ranked):
    """The precision at every hit, summed, over the number of relevant documents  ->  a number."""
    ### BEGIN SOLUTION
    # Sum of the precision at every hit / number of relevant documents; 0 if there are none.
    ranks = [rank for rank, hit in enumerate(hits(relevant, ranked), start=1) if hit]
    total = sum(i / rank for i, rank in enumerate(ranks, start=1))  # the i-th hit makes it i of rank
    return total / len(relevant) if relevant else 0.0
    ### END SOLUTION


def mean_average_precision(relevants, rankeds):
    """Two lists with one entry a query  ->  the mean of average_precision."""
    ### BEGIN SOLUTION
    # The mean over all queries that have a relevant document.
    pairs = zip(relevants, rankeds, strict=True)
    return float(np.mean([average_precision(relevant, ranked) for relevant, ranked in pairs if relevant]))
    ### END SOLUTION


def reciprocal_rank(relevant, ranked):
    """1 / the rank of the first relevant document  ->  a number from 0 to 1."""
    ### BEGIN SOLUTION
    # 1 / rank of the first hit; 0 if there is none.
    found = hits(relevant, ranked)
    return 1 / (found.index(True) + 1) if any(found) else 0.0
    ### END SOLUTION


# ---- 2. Some documents are more relevant than others --------------------------------------------


def ndcg_at_k(relevant, ranked, k):
    """relevant is a dict id -> grade  ->  DCG of the first k over the best possible one."""
    ### BEGIN SOLUTION
    # DCG of the first k / DCG of the best possible first k; 0 if no grade is above 0.
    ideal = discounted(sorted(relevant.values(), reverse=True)[:k])
    return discounted([relevant.get(doc, 0) for doc in ranked[:k]]) / ideal if ideal else 0.0


def discounted(grades):
    """Sum over the ranks of grade / log2(rank + 1)."""
    return sum(grade / np.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def hits(relevant, ranked):
    """Whether each ranked document is relevant."""
    return [doc in relevant for doc in ranked]


### END SOLUTION


# ---- 3. Codes of documents ----------------------------------------------------------------------


def retrieval_curve(codes, labels, ks):
    """codes (n, d), labels (n,), a list of numbers of neighbours  ->  an array (len(ks),)."""
    ### BEGIN SOLUTION
    # Share of a query's k nearest others (by cosine) that are of its class, mean over all queries.
    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)  # (n, d)
    cosines = unit @ unit.T  # (n, n)
    np.fill_diagonal(cosines, -np.inf)  # a query does not find itself
    order = np.argsort(-cosines, axis=1)
    same = labels[order] == labels[:, None]  # (n, n) by rank
    return np.array([same[:, :k].mean() for k in ks])  # (len(ks),)
    ### END SOLUTION


def lsa_fit(counts, k):
    """counts (n, t), a row for each document  ->  a model: whatever lsa_transform needs."""
    ### BEGIN SOLUTION
    # V: the k directions in the space of terms along which the documents are longest, not centred.
    _, _, Vt = np.linalg.svd(counts, full_matrices=False)  # (r, t); r = min(n, t)
    return Vt[:k]  # (k, t)
    ### END SOLUTION


def lsa_transform(counts, model):
    """counts (m, t) of the same terms, and what lsa_fit returned  ->  scores (m, k)."""
    ### BEGIN SOLUTION
    # Z = counts V^T, for the documents of the fit (then it is U S) and for new ones.
    return counts @ model.T  # (n, k)
    ### END SOLUTION


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
    print("LSA:\n", lsa_transform(counts, model))
    print("and a new document:", lsa_transform(counts[:1] * 2, model))
