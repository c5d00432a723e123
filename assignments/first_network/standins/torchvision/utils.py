"""Pictures side by side."""

import torch


def make_grid(tensor, nrow=8, padding=2, normalize=False, pad_value=0.0, **_):
    """Images (n, c, h, w), or a list of them, as one picture (3, H, W)."""
    images = torch.stack(list(tensor)) if isinstance(tensor, (list, tuple)) else tensor
    images = images[(None,) * (4 - images.dim())] if images.dim() < 4 else images
    images = images.expand(-1, 3, -1, -1) if images.shape[1] == 1 else images
    if normalize:
        low, high = images.min(), images.max()
        images = (images - low) / (high - low).clamp(min=1e-5)
    n, c, h, w = images.shape
    columns = min(nrow, n)
    rows = -(-n // columns)
    height, width = rows * (h + padding) + padding, columns * (w + padding) + padding
    grid = torch.full((c, height, width), float(pad_value))
    for k, image in enumerate(images):
        top, left = (k // columns) * (h + padding) + padding, (k % columns) * (w + padding) + padding
        grid[:, top : top + h, left : left + w] = image
    return grid
