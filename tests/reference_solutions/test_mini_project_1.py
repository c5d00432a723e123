"""The reference of `mini_project_1` agrees with sums by hand, torch and the vectors of the stand-ins."""

import math
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

FOLDER = Path(__file__).parents[2] / "assignments" / "mini_project_1"
STANDINS = {path.stem for path in (FOLDER / "standins").iterdir()}
INDEX, TABLE = {"red": 2, "rose": 0, "car": 1}, np.array([[0.6, 0.8], [0.0, -1.0], [1.0, 0.0]])
GLOVE = {"embedding_model": "glove", "word_index_dict": INDEX, "embeddings": TABLE, "model_type": "2d"}
ENCODERS = [("transformers", "all-MiniLM-L6-v2"), ("openai", "text-embedding-3-small")]


@pytest.fixture
def ref(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The reference among its stand-ins, in the folder of its data; afterwards all is as it was."""
    name = "reference_solutions.mini_project_1"
    monkeypatch.syspath_prepend(FOLDER / "standins")
    monkeypatch.chdir(FOLDER)
    yield import_module(name)
    for module in [
        module for module in sys.modules if module == name or module.partition(".")[0] in STANDINS
    ]:
        del sys.modules[module]


def search(ref: Any, categories: str, text: str, metadata: dict[str, Any]) -> Any:
    """Its answer in a session that holds these."""
    ref.st.session_state.update(categories=categories, text_search=text)
    return ref.get_sorted_cosine_similarity(metadata)


def test_cosine_similarity_agrees_with_torch(ref: Any) -> None:
    """It is the exponential of torch's cosine similarity."""
    x, y = np.array([1.0, -2.0, 0.5]), np.array([0.25, 1.0, 3.0])
    cosine = torch.nn.functional.cosine_similarity(torch.tensor(x), torch.tensor(y), dim=0)
    assert abs(ref.cosine_similarity(x, y) - math.exp(cosine)) < 1e-15
    assert abs(ref.cosine_similarity(x * 1e-5, y * 1e5) - math.exp(cosine)) < 1e-15


@pytest.mark.parametrize(("zero", "value"), [("0, 1", 0.0), ("1", 1.0), ("nan, 0", math.nan)])
def test_a_zero_vector_has_the_similarity_that_the_course_chose(ref: Any, zero: str, value: float) -> None:
    """The first reading is what the reference does."""
    ref.CONVENTIONS["zero"] = zero
    found = ref.cosine_similarity(np.zeros(2), np.ones(2))
    assert found == value or (math.isnan(found) and math.isnan(value))


@pytest.mark.parametrize(
    ("divisor", "punctuation", "want"),
    [
        ("all, known", "kept, stripped", (0.25, 0.0)),
        ("known", "kept", (1.0, 0.0)),
        ("all", "stripped", (0.4, -0.05)),
        ("known", "stripped, kept", (1.6 / 3, -0.2 / 3)),
    ],
)
def test_the_mean_agrees_with_sums_by_hand(
    ref: Any, divisor: str, punctuation: str, want: tuple[float, float]
) -> None:
    """Red, rose and car and an unknown word, two of them with a mark: under each convention."""
    ref.CONVENTIONS.update(divisor=divisor, punctuation=punctuation)
    found = ref.averaged_glove_embeddings_gdrive("Red rose, car! xqz", INDEX, TABLE, "2d")
    assert np.abs(found - want).max() < 1e-15


@pytest.mark.parametrize("empty", ["zeros", "nan"])
def test_an_empty_text_has_the_mean_that_the_course_chose(ref: Any, empty: str) -> None:
    """Zeros, or nan."""
    ref.CONVENTIONS["empty"] = empty
    found = ref.averaged_glove_embeddings_gdrive("", INDEX, TABLE, "2d")
    assert found.shape == (2,)
    assert (found == 0).all() if empty == "zeros" else np.isnan(found).all()


def test_the_search_agrees_with_the_handout(ref: Any) -> None:
    """The worked example, in its digits."""
    found = search(ref, "car rose", "red rose", GLOVE)
    assert [(i, round(float(score), 4)) for i, score in found] == [(1, 2.4459), (0, 0.6394)]
    text = (FOLDER / "handout.md").read_text(encoding="utf-8")
    assert "[(1, 2.4459), (0, 0.6394)]" in text


@pytest.mark.parametrize(("kind", "model"), ENCODERS)
def test_the_search_by_an_encoder_agrees_with_a_product_of_matrices(ref: Any, kind: str, model: str) -> None:
    """All scores at once, from vectors of length 1; the nearest word is the one that anybody would name."""
    names = ["music", "winter", "money", "food"]
    text = "pizza pasta and sushi are my favorite foods"
    embedding = sys.modules["offline_encoder"].embedding
    x, *ys = (embedding(each, model).astype(np.float64) for each in (text, *names))
    scores = np.exp(np.stack(ys) @ x)
    found = search(ref, " ".join(names), text, {"embedding_model": kind, "model_name": model})
    assert [i for i, _ in found] == np.argsort(-scores).tolist()
    assert max(abs(score - scores[i]) for i, score in found) < 1e-6
    assert names[found[0][0]] == "food"
