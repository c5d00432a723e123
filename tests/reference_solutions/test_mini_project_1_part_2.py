"""The reference of `mini_project_1_part_2` agrees with scikit-learn, pytrec_eval, torch and the handout.

Its data sets and its encoder are the assignment's offline stand-ins, which are judged here, too.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytrec_eval
import torch
from sklearn.metrics.pairwise import cosine_similarity

FOLDER = Path(__file__).parents[2] / "assignments" / "mini_project_1_part_2"
OFFLINE = "datasets", "sentence_transformers"
NAMES = "BeIR/nfcorpus", "BeIR/nfcorpus-qrels"
RNG = np.random.default_rng(6)


@pytest.fixture(scope="module")
def ref() -> Iterator[Any]:
    """The reference, over the stand-ins; afterwards neither has been imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FOLDER / "standins")
        patch.chdir(FOLDER)
        yield import_module("reference_solutions.mini_project_1_part_2")
        for name in [
            name for name in sys.modules if name.partition(".")[0] in OFFLINE or name.endswith("_1_part_2")
        ]:
            del sys.modules[name]


@pytest.fixture
def model(ref: Any) -> Any:
    """A model of the whole corpus."""
    return ref.TextSimilarityModel(*NAMES)


def test_cosines_are_those_of_scikit_learn(ref: Any) -> None:
    """For vectors of any length, and 0 for a vector of zeros."""
    Q, D = RNG.normal(size=(3, 5)), RNG.normal(size=(4, 5)) * 100
    D[2] = 0
    np.testing.assert_allclose(ref.cosines(Q, D), cosine_similarity(Q, D), atol=1e-12)


def test_average_precision_is_trecs_if_everything_was_found(ref: Any) -> None:
    """Then both divide by the same number; the handout's example, and nothing found."""
    ids = [f"d{number}" for number in range(8)]
    for count in range(1, 8):
        relevant = [ids[i] for i in RNG.permutation(8)[:count]]
        judge = pytrec_eval.RelevanceEvaluator({"q": dict.fromkeys(relevant, 1)}, {"map"})
        trec = judge.evaluate({"q": {each: 8.0 - n for n, each in enumerate(ids)}})["q"]["map"]
        assert ref.TextSimilarityModel.average_precision(relevant, ids) == pytest.approx(trec)
    assert ref.TextSimilarityModel.average_precision(["A", "C"], ["A", "B", "C"]) == pytest.approx(5 / 6)
    assert ref.TextSimilarityModel.average_precision(["D"], ["A", "B", "C"]) == 0


def test_map_of_the_handout(model: Any) -> None:
    """Two queries, one without a hit."""
    model.test_query_id_to_relevant_doc_ids = {"1": ["A", "C"], "2": ["D"]}
    model.query_id_to_ranked_doc_ids = {"1": ["A", "B", "C"], "2": ["A", "B", "C"]}
    assert model.mean_average_precision() == pytest.approx(5 / 12)


def test_glove_of_the_handout(model: Any, tmp_path: Path) -> None:
    """An unknown word counts as zeros; a sentence of them is zeros."""
    file = tmp_path / "glove.txt"
    rest = " 0" * 48
    file.write_text(f"the 1 3{rest}\ncat 3 1{rest}\n", encoding="utf-8")
    vectors = np.array(model.encode_with_glove(str(file), ["the cat", "the cat zyx", "zyx"]))
    np.testing.assert_allclose(vectors[:, :2], np.array([[2, 2], [4 / 3, 4 / 3], [0, 0]]))


@pytest.mark.slow
def test_rankings_are_those_of_all_similarities_sorted(model: Any) -> None:
    """By scikit-learn's cosines of the encoder's vectors, for each test query."""
    model.rank_documents()
    scores = cosine_similarity(model.model.encode(model.test_queries), model.model.encode(model.documents))
    for row, query in zip(scores, model.test_query_ids, strict=True):
        best = [model.document_ids[i] for i in np.argsort(-row)[:10]]
        assert model.query_id_to_ranked_doc_ids[query] == best


def test_what_is_shown_is_what_is_ranked(model: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids of a known question's ranking, in their order."""
    model.rank_documents()
    model.show_ranking_documents(model.test_queries[0])
    shown = [line.split()[2] for line in capsys.readouterr().out.splitlines()]
    assert shown == model.query_id_to_ranked_doc_ids[model.test_query_ids[0]]


def test_splits_share_no_question(model: Any) -> None:
    """Each question is in one split, and each relevance names a document."""
    splits = [
        model.train_query_id_to_relevant_doc_ids,
        model.val_query_id_to_relevant_doc_ids,
        model.test_query_id_to_relevant_doc_ids,
    ]
    assert len(set().union(*splits)) == sum(map(len, splits)) == len(model.query_id_to_text)
    assert {each for split in splits for ids in split.values() for each in ids} == set(model.document_ids)


@pytest.mark.slow
def test_fine_tuning_lowers_the_loss_and_is_saved(ref: Any, model: Any, tmp_path: Path) -> None:
    """The ranking loss over the training pairs falls, and the saved encoder answers as the trained one."""
    relevant = model.train_query_id_to_relevant_doc_ids
    questions = [model.query_id_to_text[query] for query in relevant]
    answers = [model.document_id_to_text[ids[0]] for ids in relevant.values()]

    def loss() -> float:
        scores = torch.tensor(cosine_similarity(model.model.encode(questions), model.model.encode(answers)))
        return float(torch.nn.functional.cross_entropy(20 * scores, torch.arange(len(scores))))

    torch.manual_seed(0)
    before = loss()
    model.fine_tune_model(16, 2, str(tmp_path / "tuned"))
    assert loss() < before
    again = ref.SentenceTransformer(str(tmp_path / "tuned")).encode(questions)
    np.testing.assert_array_equal(again, model.model.encode(questions))


def test_the_encoder_answers_with_the_vectors_of_the_file(model: Any) -> None:
    """To its texts, whatever their capitals; to other texts always the same, of length 1."""
    held = np.load("data/sentences.npz")
    wanted = held["vectors"].astype(np.float32)
    got = model.model.encode([text.upper() for text in held["texts"].tolist()])
    np.testing.assert_allclose(got, wanted / np.linalg.norm(wanted, axis=1, keepdims=True), atol=1e-6)
    other = model.model.encode("a text that nobody has encoded")
    np.testing.assert_array_equal(other, model.model.encode(["a text that nobody has encoded"])[0])
    assert np.linalg.norm(other) == pytest.approx(1, abs=1e-6)


@pytest.mark.slow
def test_what_is_frozen_does_not_change(model: Any, tmp_path: Path) -> None:
    """Only the layers that the reference leaves trainable move."""
    before = {name: p.detach().clone() for name, p in model.model.named_parameters()}
    model.fine_tune_model(16, 1, str(tmp_path / "tuned"))
    moved = {name for name, p in model.model.named_parameters() if not torch.equal(p, before[name])}
    assert moved
    assert all("layer.5." in name or "pooler" in name for name in moved)
