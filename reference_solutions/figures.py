"""Figures 3 and 4 of the lecture, as pictures and as numbers (Hinton and Salakhutdinov, Science 313, 2006).

    python -m reference_solutions.figures               both, small: 8x8 digits and BBC news
    python -m reference_solutions.figures 3 --full      one of them, with MNIST or 20 Newsgroups: some minutes
    python -m reference_solutions.figures -o FOLDER     writes there: figure3.png, figure4.png, figures.json

Figure 3  the codes of digits: the first two principal components, and an auto-encoder's code of two numbers.
Figure 4  share of the retrieved documents that are of the query's class: auto-encoder and latent semantic
          analysis (LSA), with codes of 10 and of 2 numbers, queries and documents of the test half. Words
          go into the auto-encoder as log(1 + count), and it learns to predict their shares; LSA is given raw
          counts or tf-idf, which makes a difference, so both are drawn.

What is shown and counted was not learned from. 5-NN is the share of test codes whose class is that of most of
the five nearest training codes; the squared error is summed over an image.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import torch
from torch.nn import functional as F

from reference_solutions.figure_data import SEED, Array, Split, digits, documents

autoencoder = import_module("reference_solutions.autoencoder")  # so loaded, its untyped pages are Any to mypy
retrieval = import_module("reference_solutions.retrieval")
KS = (1, 3, 7, 15, 31, 63, 127, 255, 511, 1023)  # the lecture's axis
CODES = (10, 2)  # numbers of a code
HIDDEN, RATE, BATCH, DROPPED = (500, 250, 125), 1e-3, 64, 0.3
SIZES = {64: (64, 256, 128, 64, 2), 784: (784, 1000, 500, 250, 2)}  # by the pixels of an image
EPOCHS = {64: 100, 784: 40}

Codes = dict[str, Array]
Numbers = dict[str, dict[str, float]]
Curves = dict[str, list[float]]

# ---- figure 3: codes of digits --------------------------------------------------------------------


def figure3(data: Split, epochs: int | None = None) -> tuple[Codes, Numbers]:
    """The test codes by method, (n, 2) each; of each the 5-NN accuracy and the squared error of an image."""
    pixels = data.train.shape[1]
    mu, W, _ = autoencoder.pca_fit(data.train, 2)
    torch.manual_seed(SEED)
    model = autoencoder.Autoencoder(SIZES[pixels])
    autoencoder.train_autoencoder(
        model, data.train, epochs or EPOCHS[pixels], RATE, np.random.default_rng(SEED)
    )
    model.eval()
    with torch.inference_mode():
        learned, found = (model.encode(torch.tensor(X)) for X in (data.train, data.test))
        rebuilt = model.decode(found).numpy()
    scores = autoencoder.pca_transform(data.test, mu, W)
    known = {"PCA": autoencoder.pca_transform(data.train, mu, W), "auto-encoder": learned.numpy()}
    codes = {"PCA": scores, "auto-encoder": found.numpy()}
    errors = {
        "PCA": autoencoder.pca_reconstruct(scores, mu, W) - data.test,
        "auto-encoder": rebuilt - data.test,
    }
    numbers = {
        name: {
            "accuracy_5nn": nearest_five(known[name], data.train_labels, codes[name], data.test_labels),
            "squared_error": float((errors[name] ** 2).sum(axis=1).mean()),
        }
        for name in codes
    }
    return codes, numbers


def nearest_five(known: Array, labels: Array, codes: Array, classes: Array) -> float:
    """Share of the codes (n, k) whose class most of the five nearest known codes (m, k) have."""
    distances = (codes**2).sum(1)[:, None] - 2 * codes @ known.T + (known**2).sum(1)  # (n, m), squared
    near = labels[np.argsort(distances, axis=1, kind="stable")[:, :5]]  # (n, 5)
    votes = (near[:, :, None] == np.arange(labels.max() + 1)).sum(axis=1)  # (n, classes)
    return float((votes.argmax(axis=1) == classes).mean())


def draw3(codes: Codes, numbers: Numbers, labels: Array, path: Path) -> None:
    """Both codes side by side, a colour and a marker for each digit."""
    figure, axes = pyplot().subplots(1, len(codes), figsize=(11, 5.4), layout="constrained")
    colours, markers = mpl.colormaps["tab10"], "osD^v<>PX*"
    for axis, letter, (name, points) in zip(axes, "AB", codes.items(), strict=True):
        for digit in range(10):
            look = {"color": colours(digit), "marker": markers[digit], "linewidths": 0, "alpha": 0.8}
            axis.scatter(*points[labels == digit].T, 16, label=digit, **look)
        found = numbers[name]
        said = f"5-NN {found['accuracy_5nn']:.0%}, squared error {found['squared_error']:.2f}"
        axis.set_title(f"{letter}  {name}: {said}")
        axis.set(xticks=[], yticks=[])
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=10, markerscale=1.6)
    figure.savefig(path, dpi=120)


# ---- figure 4: retrieval --------------------------------------------------------------------------


def figure4(data: Split, codes: Sequence[int] = CODES, epochs: int = 20) -> Curves:
    """The curve of each method over KS, as far as there are documents."""
    ks = [k for k in KS if k < len(data.test)]
    idf = np.log((1 + len(data.train)) / (1 + (data.train > 0).sum(axis=0))) + 1  # (words,)
    weightings: dict[str, Callable[[Array], Array]] = {
        "tf-idf": lambda X: scaled(X * idf),
        "raw counts": lambda X: X,
    }
    models = {name: retrieval.lsa_fit(weigh(data.train), max(codes)) for name, weigh in weightings.items()}
    curves = {}
    for k in codes:
        found = {f"auto-encoder-{k}": encoder(data.train, k, epochs)(data.test)}
        for name, weigh in weightings.items():
            found[f"LSA-{k}, {name}"] = retrieval.lsa_transform(weigh(data.test), models[name][:k])
        for name, Z in found.items():
            curves[name] = retrieval.retrieval_curve(Z, data.test_labels, ks).tolist()
    return curves


def scaled(X: Array) -> Array:
    """Each row over its length."""
    lengths: Array = np.linalg.norm(X, axis=1, keepdims=True)
    return X / lengths


def encoder(counts: Array, k: int, epochs: int) -> Callable[[Array], Array]:
    """An encoder (n, words) -> (n, k) whose decoder predicts the words' shares: multinomial cross-entropy."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    model = autoencoder.Autoencoder((counts.shape[1], *HIDDEN, k))
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    given, wanted = torch.tensor(np.log1p(counts)), torch.tensor(counts / counts.sum(axis=1, keepdims=True))
    for _ in range(epochs):
        for batch in torch.tensor(rng.permutation(len(counts))).chunk(max(1, len(counts) // BATCH)):
            guess = F.log_softmax(model(F.dropout(given[batch], DROPPED)), dim=1)
            loss = -(wanted[batch] * guess).sum(dim=1).mean()
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()

    def encode(X: Array) -> Array:
        with torch.inference_mode():
            codes: Array = model.eval().encode(torch.tensor(np.log1p(X))).numpy()
        return codes

    return encode


def draw4(curves: Curves, chance: float, path: Path) -> None:
    """The curves over the number of retrieved documents, on a logarithmic axis with the lecture's ticks."""
    figure, axis = pyplot().subplots(figsize=(7.5, 5.4), layout="constrained")
    dashes = {"auto-encoder": "-", "tf-idf": "--", "raw counts": ":"}
    for name, shares in curves.items():
        dash = next(dash for part, dash in dashes.items() if part in name)
        colour = "tab:red" if "-10" in name else "tab:blue"
        axis.plot(KS[: len(shares)], shares, dash, marker="o", markersize=4, color=colour, label=name)
    axis.axhline(chance, color="0.6", linewidth=1)
    axis.annotate("chance", (KS[0], chance), xytext=(0, 3), textcoords="offset points", color="0.4")
    axis.set_xscale("log", base=2)
    axis.set_xticks(KS, map(str, KS))
    axis.minorticks_off()
    axis.set(xlabel="number of retrieved documents", ylabel="share in the query's class", ylim=(0, 1))
    axis.legend(frameon=False)
    figure.savefig(path, dpi=120)


# ---- both -----------------------------------------------------------------------------------------


def pyplot() -> Any:
    """matplotlib's pyplot, drawing into files."""
    mpl.use("agg")
    return import_module("matplotlib.pyplot")


def make3(full: bool, folder: Path) -> Numbers:
    """Figure 3 into the folder, its numbers onto the terminal."""
    data = digits(full)
    codes, numbers = figure3(data)
    draw3(codes, numbers, data.test_labels, folder / "figure3.png")
    for name, found in numbers.items():
        print(f"{name:<22} 5-NN {found['accuracy_5nn']:.3f}   squared error {found['squared_error']:.2f}")
    return numbers


def make4(full: bool, folder: Path) -> Curves:
    """Figure 4 into the folder, its numbers onto the terminal."""
    data = documents(full)
    curves = figure4(data)
    shares = np.bincount(data.test_labels) / len(data.test_labels)
    draw4(curves, float((shares**2).sum()), folder / "figure4.png")
    print(f"{'retrieved':<22}" + "".join(f"{k:>7}" for k in KS))
    for name, curve in curves.items():
        print(f"{name:<22}" + "".join(f"{share:7.3f}" for share in curve))
    return curves


def main(arguments: Sequence[str] | None = None) -> None:
    """The commands above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figure", nargs="?", choices=["3", "4"], help="one of them; default: both")
    parser.add_argument("--full", action="store_true", help="with MNIST and 20 Newsgroups")
    parser.add_argument("-o", dest="folder", type=Path, default=Path("reports/figures"), metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    makers = {"3": make3, "4": make4}
    wanted = [chosen.figure] if chosen.figure else [*makers]
    numbers = {f"figure {number}": makers[number](chosen.full, chosen.folder) for number in wanted}
    path = chosen.folder / "figures.json"
    path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(f"written to {chosen.folder}")


if __name__ == "__main__":
    main()
