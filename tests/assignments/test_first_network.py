"""Offline images and plots of `first_network`, as students' files use them, through the real engine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.intake.submissions import find_submissions
from autograder.judging.grader import Grader
from tests.assignments.conftest import ROOT, graded, not_passed

DATA = """
import numpy as np
import seaborn as sns
import torch, torchvision
from torch.utils.data import DataLoader, SubsetRandomSampler
from torchvision import datasets, transforms

centred = transforms.Normalize((0.5,), (0.5,))
to_tensor = transforms.Compose([transforms.Resize(28), transforms.ToTensor(), centred])
trainset = datasets.FashionMNIST("~/.pytorch", download=True, train=True, transform=to_tensor)
testset = datasets.FashionMNIST("~/.pytorch", download=True, train=False, transform=to_tensor)
loader = DataLoader(trainset, batch_size=64, sampler=SubsetRandomSampler(range(100)), num_workers=2)
images, labels = next(iter(loader))
grid = torchvision.utils.make_grid(images)
colours, _ = datasets.CIFAR10("x", train=False, transform=transforms.ToTensor())[0]
RIGHT = [
    images.shape == (64, 1, 28, 28) and images.min() == -1 and 0.9 < images.max() <= 1,
    (len(trainset), len(testset), len(trainset.classes)) == (1437, 360, 10),
    trainset.data.dtype == torch.uint8 and trainset.data.shape == (1437, 28, 28),
    grid.shape == (3, 8 * 30 + 2, 8 * 30 + 2) and colours.shape == (3, 32, 32),
    "handwritten digits" in repr(trainset) and "digit" in trainset.classes[0],
]
INPUTS = images[0].numel() if all(RIGHT) else 0
"""
PLOTS = {
    "long": """
        n = len(self.train_loss)
        table = {"epoch": [*range(n)] * 2, "loss": [*self.train_loss, *self.test_loss],
                 "of": ["train"] * n + ["test"] * n}
        sns.lineplot(data=table, x="epoch", y="loss", hue="of")
""",
    "wide": """
        sns.lineplot(data={"train": self.train_loss, "validation": self.test_loss})
""",
    "two": """
        sns.set_theme()
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            sns.lineplot(x=range(len(losses)), y=losses, label=name)
""",
}


@pytest.mark.slow
@pytest.mark.parametrize("way", PLOTS)
def test_what_students_import_is_there(way: str, tmp_path: Path, grader: Callable[[str], Grader]) -> None:
    """A network as large as the stand-in's images, and a picture by seaborn, earn all points."""
    page = (ROOT / "reference_solutions" / "first_network.py").read_text(encoding="utf-8")
    before, _, after = page.partition("    def plot_loss(self):\n")
    picture = f"    def plot_loss(self):{PLOTS[way]}\n\n"
    text = DATA + before.replace("784, 120", "INPUTS, 120") + picture + after[after.index("def confusion") :]
    path = tmp_path / "first_network.py"
    path.write_text(text, encoding="utf-8")
    found = find_submissions(grader("first_network").assignment, [path])
    (report,) = graded(grader("first_network"), [*found]).values()
    assert not_passed(report) == {}
