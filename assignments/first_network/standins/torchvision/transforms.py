"""The transforms that first homework uses, for the digits of the stand-in."""

import numpy as np
import torch
from PIL import Image


class Compose:
    """One transform after the other."""

    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, image):
        for transform in self.transforms:
            image = transform(image)
        return image


class ToTensor:
    """A picture or array (h, w) or (h, w, c) of uint8 -> a tensor (c, h, w) from 0 to 1."""

    def __call__(self, image):
        array = np.atleast_3d(np.asarray(image)).transpose(2, 0, 1)
        tensor = torch.from_numpy(array.copy())
        return tensor.float() / 255 if array.dtype == np.uint8 else tensor


class PILToTensor:
    """The same without the division."""

    def __call__(self, image):
        return torch.from_numpy(np.atleast_3d(np.asarray(image)).transpose(2, 0, 1).copy())


class ConvertImageDtype:
    """Whole numbers up to 255 -> floats up to 1."""

    def __init__(self, dtype=torch.float32):
        self.dtype = dtype

    def __call__(self, tensor):
        return tensor.to(self.dtype) / (1 if tensor.is_floating_point() else 255)


class Normalize:
    """(x - mean) / std of each channel."""

    def __init__(self, mean, std, inplace=False):
        self.mean, self.std = (torch.as_tensor(each).float().reshape(-1, 1, 1) for each in (mean, std))

    def __call__(self, tensor):
        return (tensor - self.mean) / self.std


class Lambda:
    """Any function."""

    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, image):
        return self.lambd(image)


class Resize:
    """A picture of another size."""

    def __init__(self, size, *_, **__):
        self.size = (size, size) if isinstance(size, int) else tuple(size)

    def __call__(self, image):
        if isinstance(image, Image.Image):
            return image.resize(self.size[::-1])
        return torch.nn.functional.interpolate(image[None], self.size, mode="bilinear")[0]


class Grayscale:
    """A picture without colours."""

    def __init__(self, num_output_channels=1):
        self.mode = "L" if num_output_channels == 1 else "RGB"

    def __call__(self, image):
        return image.convert("L").convert(self.mode)


class _Sometimes:
    """A picture that is changed with probability p."""

    def __init__(self, p=0.5):
        self.p = p

    def __call__(self, image):
        return self._changed(image) if torch.rand(1).item() < self.p else image


class RandomHorizontalFlip(_Sometimes):
    """Left is right."""

    def _changed(self, image):
        tensor = isinstance(image, torch.Tensor)
        return image.flip(-1) if tensor else image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


class RandomVerticalFlip(_Sometimes):
    """Above is below."""

    def _changed(self, image):
        tensor = isinstance(image, torch.Tensor)
        return image.flip(-2) if tensor else image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


class RandomRotation:
    """A picture turned by up to so many degrees."""

    def __init__(self, degrees, *_, **__):
        self.least, self.most = degrees if isinstance(degrees, (tuple, list)) else (-degrees, degrees)

    def __call__(self, image):
        return image.rotate(self.least + (self.most - self.least) * torch.rand(1).item())
