"""Data sets of torchvision's shapes that hold scikit-learn's 1797 handwritten digits, and say so.

Every fifth digit is for testing. They are enlarged from 8 x 8 pixels to 28 x 28, or 32 x 32 in three colours.
None of this is Fashion-MNIST, MNIST or CIFAR: accuracies are those of the digits.
"""

import numpy as np
import torch
from PIL import Image

FILE, EVERY = "data/digits.npz", 5


class Digits:
    """Handwritten digits as uint8: .data, .targets, .classes; an item is an image and its label."""

    side, colours = 28, 1

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.root, self.train = root, train
        self.classes = [f"{digit} - a handwritten digit" for digit in range(10)]
        self.transform, self.target_transform = transform, target_transform
        with np.load(FILE) as stored:
            images, labels = stored["images"], stored["labels"]
        mine = (np.arange(len(labels)) % EVERY != 0) == bool(train)
        self.data, self.targets = self._made(self._enlarged(images[mine]), labels[mine].astype(np.int64))

    def _enlarged(self, images):
        """(n, 8, 8) from 0 to 16 -> (n, side, side) from 0 to 255."""
        times = self.side // 8
        edge = (self.side - 8 * times) // 2
        large = images.repeat(times, axis=1).repeat(times, axis=2).astype(np.int64) * 255 // 16
        return np.pad(large, ((0, 0), (edge, edge), (edge, edge))).astype(np.uint8)

    def _made(self, images, labels):
        return torch.tensor(images), torch.tensor(labels)

    @property
    def train_data(self):
        return self.data

    test_data = train_data

    @property
    def train_labels(self):
        return self.targets

    test_labels = train_labels

    @property
    def class_to_idx(self):
        return {name: number for number, name in enumerate(self.classes)}

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        image, label = Image.fromarray(np.asarray(self.data[index])), int(self.targets[index])
        image = image if self.transform is None else self.transform(image)
        return image, label if self.target_transform is None else self.target_transform(label)

    def __repr__(self):
        return f"{len(self)} handwritten digits of scikit-learn, not {type(self).__name__}"


class FashionMNIST(Digits):
    """Digits, no clothes."""


class MNIST(Digits):
    """Digits, but not those of MNIST."""


class KMNIST(Digits):
    """Digits, no Japanese letters."""


class CIFAR10(Digits):
    """Digits in shades of grey, in CIFAR's form: .data (n, 32, 32, 3) an array, .targets a list."""

    side, colours = 32, 3

    def _made(self, images, labels):
        return np.stack([images] * self.colours, axis=-1), labels.tolist()
