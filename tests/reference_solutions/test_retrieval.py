"""The reference of retrieval against trec_eval, scikit-learn, brute force and numbers worked out by hand."""

from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

pytrec_eval: Any = import_module("pytrec_eval")
decomposition: Any = import_module("sklearn.decomposition")
ref = import_module("reference_solutions.retrieval")  # so loaded, its untyped pages are Any to mypy
RANKED = ["c", "a", "e", "b", "d"]
K = 5
Array = npt.NDArray[Any]


def drawn(seed: int) -> tuple[dict[str, int], list[str]]:
    """Grades of some of 20 documents, and a list of at least five of them, not all of it relevant."""
    rng = np.random.default_rng(seed)
    names = [f"d{i}" for i in rng.permutation(20)]
    judged = rng.choice(names, size=rng.integers(1, 12), replace=False)
    grades = {str(doc): int(rng.integers(1, 4)) for doc in judged}
    return grades, names[: rng.integers(K, 20)]


def trec(grades: dict[str, int], ranked: list[str]) -> dict[str, float]:
    """What trec_eval says of a query."""
    measures = {f"P_{K}", f"recall_{K}", "map", "recip_rank", f"ndcg_cut_{K}"}
    run = {doc: float(len(ranked) - i) for i, doc in enumerate(ranked)}
    evaluator = pytrec_eval.RelevanceEvaluator({"q": grades}, measures)
    said: dict[str, float] = evaluator.evaluate({"q": run})["q"]
    return said


@pytest.mark.parametrize("seed", range(30))
def test_measures_agree_with_trec_eval(seed: int) -> None:
    """P_5, recall_5, map, recip_rank and ndcg_cut_5 of drawn lists, with graded and missing documents."""
    grades, ranked = drawn(seed)
    relevant = list(grades)
    ours = {
        f"P_{K}": ref.precision_at_k(relevant, ranked, K),
        f"recall_{K}": ref.recall_at_k(relevant, ranked, K),
        "map": ref.average_precision(relevant, ranked),
        "recip_rank": ref.reciprocal_rank(relevant, ranked),
        f"ndcg_cut_{K}": ref.ndcg_at_k(grades, ranked, K),
    }
    assert ours == pytest.approx(trec(grades, ranked), abs=1e-9)


def test_map_agrees_with_the_mean_of_trec_eval() -> None:
    """The mean over 30 queries; one to which nothing is relevant changes nothing, one without a hit does."""
    queries = [drawn(seed) for seed in range(30)]
    relevants, rankeds = [[*grades] for grades, _ in queries], [ranked for _, ranked in queries]
    mean = np.mean([trec(*query)["map"] for query in queries])
    assert ref.mean_average_precision(relevants, rankeds) == pytest.approx(mean)
    assert ref.mean_average_precision([*relevants, []], [*rankeds, RANKED]) == pytest.approx(mean)
    assert ref.mean_average_precision([*relevants, ["x"]], [*rankeds, RANKED]) == pytest.approx(
        mean * 30 / 31
    )


def test_nothing_relevant_or_nothing_found_is_zero() -> None:
    """Where a quotient has no value, and for an empty list."""
    for relevant, ranked in (([], RANKED), (["x"], RANKED), (["a"], []), ([], [])):
        assert ref.precision_at_k(relevant, ranked, 3) == ref.recall_at_k(relevant, ranked, 3) == 0
        assert ref.average_precision(relevant, ranked) == ref.reciprocal_rank(relevant, ranked) == 0
        assert ref.ndcg_at_k(dict.fromkeys(relevant, 2), ranked, 3) == 0
    assert ref.ndcg_at_k({"a": 0}, RANKED, 3) == 0


def test_the_worked_example_of_the_handout() -> None:
    """The numbers that students do on paper."""
    relevant = ["a", "b", "x"]
    assert ref.precision_at_k(relevant, RANKED, 4) == 0.5
    assert ref.recall_at_k(relevant, RANKED, 4) == pytest.approx(2 / 3)
    assert ref.average_precision(relevant, RANKED) == pytest.approx(1 / 3)
    assert ref.mean_average_precision([relevant, ["c"], []], [RANKED] * 3) == pytest.approx(2 / 3)
    assert ref.reciprocal_rank(relevant, RANKED) == 0.5
    assert ref.ndcg_at_k({"a": 3, "b": 1, "x": 2}, RANKED, 4) == pytest.approx(0.4879, abs=5e-5)
    codes = np.array([[1.0, 0.0], [4.0, 3.0], [3.0, 4.0], [0.0, 2.0]])
    curve = ref.retrieval_curve(codes, np.array([0, 0, 1, 1]), [1, 2, 3])
    assert curve.tolist() == pytest.approx([0.5, 0.5, 1 / 3])
    counts = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]])
    scores = np.abs(ref.lsa_transform(counts, ref.lsa_fit(counts, 2)))
    assert scores.ravel().tolist() == pytest.approx([2.1213, 0, 2.1213, 0, 0, 2], abs=5e-5)


def brute_curve(codes: Array, labels: Array, ks: list[int]) -> list[float]:
    """The curve by three loops."""
    curve = []
    for k in ks:
        shares = []
        for i, query in enumerate(codes):
            cosine = [query @ x / np.sqrt((query @ query) * (x @ x)) for x in codes]
            others = sorted((j for j in range(len(codes)) if j != i), key=lambda j: -cosine[j])
            shares.append(np.mean([labels[j] == labels[i] for j in others[:k]]))
        curve.append(float(np.mean(shares)))
    return curve


@pytest.mark.parametrize("seed", range(5))
def test_the_curve_agrees_with_loops(seed: int) -> None:
    """Codes in three dimensions without ties."""
    rng = np.random.default_rng(seed)
    codes, labels, ks = rng.normal(size=(12, 3)), rng.integers(0, 3, 12), [1, 2, 5, 11]
    assert ref.retrieval_curve(codes, labels, ks).tolist() == pytest.approx(brute_curve(codes, labels, ks))


@pytest.mark.parametrize("seed", range(5))
def test_lsa_agrees_with_scikit_learn(seed: int) -> None:
    """TruncatedSVD gives scores with the same inner products, also of new documents."""
    rng = np.random.default_rng(seed)
    counts, new = rng.poisson(1.0, (20, 8)).astype(float), rng.poisson(1.0, (4, 8)).astype(float)
    oracle = decomposition.TruncatedSVD(3, algorithm="arpack", random_state=0).fit(counts)
    model, both = ref.lsa_fit(counts, 3), np.concatenate([counts, new])
    ours, theirs = ref.lsa_transform(both, model), oracle.transform(both)
    assert np.abs(ours @ ours.T - theirs @ theirs.T).max() < 1e-8
