"""Public code that runs beside yours: small data, a network that notes how it is used, a look at a picture.

A sample of `loader` is an image (1, 28, 28) that is black but for three pixels, which hold its numbers, and a
fourth one, MARK, that is 1 in validation data.
"""

import numpy as np
import torch
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

PIXELS, MARK = (100, 400, 700), 0


# ---- data -----------------------------------------------------------------------------------------------


def images(x, marked=False):
    """An image for each row of x (N, 3): (N, 1, 28, 28)."""
    flat = torch.zeros(len(x), 784)
    flat[:, PIXELS] = torch.tensor(np.asarray(x), dtype=torch.float32)
    flat[:, MARK] = float(marked)
    return flat.reshape(-1, 1, 28, 28)


def loader(x, y, batch, marked=False):
    """Yields these samples in their order, so many at a time; the last batch may be smaller."""
    return DataLoader(TensorDataset(images(x, marked), torch.tensor(np.asarray(y))), batch_size=batch)


def digits(first, last):
    """Images (n, 1, 28, 28) of handwritten digits, from 0 to 1, and their labels (n,)."""
    with np.load("data/digits.npz") as data:
        small, labels = data["images"][first:last], data["labels"][first:last]
    large = np.pad(small.repeat(3, axis=1).repeat(3, axis=2), ((0, 0), (2, 2), (2, 2)))
    return torch.tensor(large[:, None] / 16, dtype=torch.float32), torch.tensor(labels.astype(np.int64))


def digit_loader(first, last, batch):
    """Yields these digits, shuffled anew each time, but in the same way for everybody."""
    drawing = torch.Generator().manual_seed(0)
    return DataLoader(TensorDataset(*digits(first, last)), batch_size=batch, shuffle=True, generator=drawing)


# ---- networks of the grader -----------------------------------------------------------------------------


class Witness(nn.Module):
    """scores = x W^T + b from the three numbers of a sample; notes for each call how it was made.

    fixed: it cannot learn; its gradients are 0.
    """

    def __init__(self, W, b, fixed):
        super().__init__()
        self.fixed = fixed
        self.linear = nn.Linear(3, 10)
        with torch.no_grad():
            self.linear.weight.copy_(torch.tensor(W))
            self.linear.bias.copy_(torch.tensor(b))
        self.calls = []

    def forward(self, x):
        x = x.flatten(1)
        scores = self.linear(x[:, PIXELS])
        if self.fixed:
            scores = scores.detach() + 0 * scores
        note = {"images": len(x), "training": self.training, "graph": scores.requires_grad}
        self.calls.append({**note, "validation": bool(x[:, MARK].any())})
        return scores


def witness(W, b, fixed=False):
    """A network with these weights (10, 3) and biases (10,) that notes how it is used."""
    return Witness(W, b, fixed)


def calls(model):
    """What it has noted."""
    return model.calls


def forget(model):
    """It forgets its notes."""
    model.calls.clear()


def weights(model):
    """W (10, 3) and b (10,) as they are now."""
    return model.linear.weight.detach().numpy().copy(), model.linear.bias.detach().numpy().copy()


def small_network(seed):
    """784 -> 32 -> 10 with ReLU, without dropout."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))


def loss_and_accuracy(model, first, last):
    """The network's mean cross-entropy on these digits, and the share that it gets right."""
    x, y = digits(first, last)
    model.eval()
    with torch.no_grad():
        scores = model(x)
    return nn.functional.cross_entropy(scores, y).item(), (scores.argmax(1) == y).float().mean().item()


# ---- your classifier ------------------------------------------------------------------------------------


def scores(classifier, x, flat=False, training=False, whole=False):
    """What it answers to images (N, 1, 28, 28), or to (N, 784); in evaluation mode, or while it trains.

    whole: with torch's dropout out of action, whatever the mode.
    """
    classifier.train(training)
    pictures = images(x).flatten(1) if flat else images(x)
    dropout = nn.functional.dropout
    if whole:
        nn.functional.dropout = lambda input, *_, **__: input
    try:
        with torch.no_grad():
            return classifier(pictures)
    finally:
        nn.functional.dropout = dropout


def shapes(classifier):
    """The shapes of its parameters, once it has seen images."""
    scores(classifier, np.zeros((2, 3)))
    return [list(p.shape) for p in classifier.parameters()]


def reached(classifier):
    """The shapes of those parameters to which a loss of two digits sends a gradient."""
    x, y = digits(0, 2)
    classifier.train()
    nn.functional.cross_entropy(classifier(x), y).backward()
    return [list(p.shape) for p in classifier.parameters() if p.grad is not None and p.grad.any()]


def taught(classifier, epochs, images):
    """The classifier after some epochs of Adam on so many digits, in batches of 50."""
    optimizer = torch.optim.Adam(classifier.parameters(), lr=0.003)
    for _ in range(epochs):
        classifier.train()
        for x, y in digit_loader(0, images, 50):
            optimizer.zero_grad()
            nn.functional.cross_entropy(classifier(x), y).backward()
            optimizer.step()
    return classifier


# ---- your trainer ---------------------------------------------------------------------------------------


def losses(trainer, name):
    """The list trainer.train_loss or trainer.test_loss, as numbers."""
    return [float(loss) for loss in getattr(trainer, name)]


def numbers(answer):
    """All single numbers in what test_model returns: a number, or several in a tuple, list or dict."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (tuple, list)):
        return [number for part in answer for number in numbers(part)]
    known = isinstance(answer, (int, float, np.number, np.ndarray, torch.Tensor))
    return [float(answer)] if known and np.shape(answer) == () else []


def tested(trainer, loader):
    """All single numbers that test_model(loader) returns."""
    return numbers(trainer.test_model(loader))


def confused(confusion_matrix, y_true, y_pred, n, kind):
    """confusion_matrix of the same labels as arrays, lists of ints, or tensors; of a DataFrame the array."""
    made = {"arrays": np.copy, "lists": np.ndarray.tolist, "tensors": torch.tensor}[kind]
    counts = confusion_matrix(made(y_true), made(y_pred), n)
    return counts.to_numpy() if hasattr(counts, "to_numpy") else counts


# ---- your picture ---------------------------------------------------------------------------------------


def look(artist, other):
    """The colour of a line or a patch, and the style, if both are lines."""
    if not isinstance(artist, Line2D):
        return [to_rgba(artist.get_facecolor())] if isinstance(artist, Patch) else []
    colour = [to_rgba(artist.get_color())]
    return [*colour, artist.get_linestyle(), artist.get_marker()] if isinstance(other, Line2D) else colour


def words(axes, curve, alone):
    """What tells the viewer which curve this is: its label, its entry in the legend; the title, if alone."""
    found = [] if str(curve.get_label()).startswith("_") else [str(curve.get_label())]
    for legend in filter(None, (axes.get_legend(), *axes.figure.legends)):
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False):
            if look(handle, curve) == look(curve, handle):
                found.append(text.get_text())
    if alone:
        found += [axes.get_title(loc) for loc in ("left", "center", "right")]
        found += [axes.get_ylabel(), axes.figure.get_suptitle() if len(axes.figure.axes) == 1 else ""]
    return [text for text in found if text]


def curves(axes, n):
    """x, y and words of each curve through n points."""
    found = [line for line in axes.get_lines() if len(line.get_ydata()) == n]
    return [
        {
            "x": np.asarray(line.get_xdata(orig=False), float),
            "y": np.asarray(line.get_ydata(orig=False), float),
            "words": words(axes, line, len(found) == 1),
        }
        for line in found
    ]


class Watch:
    """Sees all axes that are drawn on, also those that are cleared or closed afterwards."""

    def __init__(self, n):
        self.n, self.axes, self.cleared = n, [], []
        self.originals = {name: getattr(Axes, name) for name in ("add_line", "clear")}

    def __enter__(self):
        def add_line(axes, line):
            if axes not in self.axes:
                self.axes.append(axes)
            return self.originals["add_line"](axes, line)

        def clear(axes):
            if axes in self.axes:
                self.cleared += curves(axes, self.n)
            return self.originals["clear"](axes)

        Axes.add_line, Axes.clear = add_line, clear
        return self

    def __exit__(self, *_):
        for name, original in self.originals.items():
            setattr(Axes, name, original)

    def curves(self):
        """All curves that were drawn."""
        return self.cleared + [curve for axes in self.axes for curve in curves(axes, self.n)]


def set_losses(trainer, train, test, kind):
    """These losses take the place of the trainer's own, as numbers of this kind."""
    trainer.train_loss, trainer.test_loss = ([kind(loss) for loss in each] for each in (train, test))


def run_briefly(trainer):
    """The trainer fills its lists itself, from three samples."""
    set_losses(trainer, (), (), float)
    samples = np.eye(3), np.arange(3)
    trainer.run(loader(*samples, 3), loader(*samples, 3, marked=True))


def plotted(trainer, train, test):
    """The curves that plot_loss draws of these losses, and the losses.

    They are numbers, or else tensors; if plot_loss can use neither, they are what your own run leaves.
    """
    ways = (
        lambda: set_losses(trainer, train, test, np.float64),
        lambda: set_losses(trainer, train, test, torch.tensor),
        lambda: run_briefly(trainer),
    )
    errors = []
    for prepare in ways:
        try:
            pyplot.close("all")
            prepare()
            with Watch(len(train)) as watch:
                trainer.plot_loss()
            drawn = {"curves": watch.curves()}
            return drawn | {name: losses(trainer, name) for name in ("train_loss", "test_loss")}
        except Exception as error:  # the first one is raised if no way works
            errors.append(error)
    raise errors[0]
