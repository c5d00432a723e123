"""The reference of semantic_search against scikit-learn, brute force, and numbers worked out by hand.

No model is needed: texts become vectors by TF-IDF and LSA here, and sentence vectors come in a file.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

metrics: Any = import_module("sklearn.metrics.pairwise")
neighbors: Any = import_module("sklearn.neighbors")
text: Any = import_module("sklearn.feature_extraction.text")
decomposition: Any = import_module("sklearn.decomposition")
ref = import_module("reference_solutions.semantic_search")  # so loaded, its untyped pages are Any to mypy
DATA = Path(__file__).parents[2] / "assignments" / "semantic_search" / "data"
Array = npt.NDArray[Any]


def drawn(seed: int, n: int = 60, d: int = 8) -> tuple[Array, Array]:
    """A query and documents."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=d), rng.normal(size=(n, d)) * rng.uniform(0.1, 10, size=(n, 1))


@pytest.mark.parametrize("seed", range(5))
def test_cosine_agrees_with_scikit_learn(seed: int) -> None:
    """Each pair of query and document."""
    query, documents = drawn(seed)
    wanted = metrics.cosine_similarity(query[None], documents)[0]
    assert [ref.cosine_similarity(query, x) for x in documents] == pytest.approx(wanted, abs=1e-12)
    assert ref.cosine_similarity(query * 1e-6, documents[0] * 1e-6) == pytest.approx(wanted[0])
    assert ref.cosine_similarity(query * 0, query) == 0


@pytest.mark.parametrize("seed", range(5))
def test_search_agrees_with_scikit_learn(seed: int) -> None:
    """NearestNeighbors by the cosine distance finds the same documents in the same order."""
    query, documents = drawn(seed)
    oracle = neighbors.NearestNeighbors(metric="cosine", algorithm="brute").fit(documents)
    distances, rows = oracle.kneighbors(query[None], 7)
    indices, scores = ref.search(query, documents, 7)
    assert indices.tolist() == rows[0].tolist()
    assert scores == pytest.approx(1 - distances[0])


@pytest.mark.parametrize("seed", range(5))
def test_recall_agrees_with_counting(seed: int) -> None:
    """Of random finds, those whose place in the exact order is below k, once each."""
    query, documents = drawn(seed)
    found, k = np.random.default_rng(seed).integers(0, 60, size=20), 20
    place = {int(row): i for i, row in enumerate(ref.search(query, documents, 60)[0])}
    assert ref.ann_recall(found, query, documents, k) == sum(place[i] < k for i in set(found.tolist())) / k


def test_recall_takes_a_copy_for_the_original() -> None:
    """The same document, at another length, is as good; by id it would be 0."""
    query, documents = drawn(0)
    best = ref.search(query, documents, 1)[0][0]
    doubled = np.concatenate([documents, 2 * documents[[best]]])
    assert ref.ann_recall([60], query, doubled, 1) == ref.ann_recall([best], query, doubled, 1) == 1


def test_the_worked_example_of_the_handout() -> None:
    """The numbers that students do on paper."""
    query = np.array([3.0, 4.0])
    documents = np.array([[8.0, 6.0], [0.0, 2.0], [-4.0, 3.0], [6.0, 8.0]])
    assert [ref.cosine_similarity(query, x) for x in documents] == pytest.approx([0.96, 0.8, 0, 1])
    indices, scores = ref.search(query, documents, 2)
    assert indices.tolist() == [3, 0]
    assert scores == pytest.approx([1, 0.96])
    assert ref.ann_recall([3, 1], query, documents, 2) == 0.5
    assert ref.ann_recall([3, 4], query, np.concatenate([documents, [[16.0, 12.0]]]), 2) == 1
    vectors = {"good": np.array([1.0, 2.0]), "dog": np.array([3.0, 0.0])}
    assert ref.average_embedding(["good", "good", "dog", "xyzzy"], vectors) == pytest.approx([5 / 3, 4 / 3])
    assert ref.average_embedding(["xyzzy"], vectors).tolist() == [0, 0]


@pytest.mark.parametrize("k", [1, 5, 300, 400])
def test_the_index_agrees_with_the_search(k: int) -> None:
    """All that it returns is right; with k = n or more it returns what exact search does."""
    query, documents = drawn(1, n=300)
    index = ref.Index(8)
    index.add(documents[:100])
    index.add(documents[100:])
    ids, scores = index.search(query, k)
    assert len(ids) == min(k, 300)
    assert scores == pytest.approx(ref.cosines(query, documents)[ids])
    if k >= 300:
        assert ids.tolist() == ref.search(query, documents, 300)[0].tolist()


def recall_of_answers(questions: Array, answers: Array, k: int) -> float:
    """How often a question's own answer is among the k that are found."""
    found = [i in ref.search(question, answers, k)[0] for i, question in enumerate(questions)]
    return float(np.mean(found))


@pytest.mark.slow
def test_sentence_vectors_find_answers_better_than_words_do() -> None:
    """r@1 and r@5 are what the README of the data says; TF-IDF and LSA, without a model, find fewer."""
    with np.load(DATA / "sentences.npz") as file:
        texts, vectors = file["texts"].tolist(), file["vectors"].astype(np.float64)
    questions, answers = np.split(vectors, 2)
    assert recall_of_answers(questions, answers, 1) == pytest.approx(0.63, abs=0.005)
    assert recall_of_answers(questions, answers, 5) == pytest.approx(0.85, abs=0.005)
    counts = text.TfidfVectorizer().fit_transform(texts)
    for words in (counts.toarray(), decomposition.TruncatedSVD(100, random_state=0).fit_transform(counts)):
        questions, answers = np.split(words + 1e-12, 2)
        assert 10 / 111 < recall_of_answers(questions, answers, 5) < 0.75


def test_the_index_finds_real_sentences() -> None:
    """Mean recall at 5 over the 111 questions, among all texts."""
    with np.load(DATA / "sentences.npz") as file:
        vectors = file["vectors"].astype(np.float64)
    index = ref.Index(384)
    index.add(vectors)
    shares = [ref.ann_recall(index.search(x, 5)[0], x, vectors, 5) for x in vectors[:111]]
    assert np.mean(shares) > 0.7
