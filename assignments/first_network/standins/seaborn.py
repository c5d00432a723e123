"""seaborn's line plots and heat maps, drawn by matplotlib; settings and all else do nothing."""

import numpy as np
from matplotlib import pyplot as plt


def _column(data, key):
    """A column of data, if the key names one, else the key itself."""
    known = data is not None and isinstance(key, str)
    return np.asarray(data[key] if known else key)


def lineplot(data=None, x=None, y=None, hue=None, label=None, ax=None, legend="auto", **how):
    """One line of y over x, one for each value of hue, or one for each column of data."""
    ax = plt.gca() if ax is None else ax
    style = {key: how[key] for key in ("color", "linestyle", "marker", "linewidth", "alpha") if key in how}
    if x is None and y is None and data is not None:
        many = hasattr(data, "items") and np.ndim(getattr(data, "values", None)) != 1
        for name, values in data.items() if many else [(label, data)]:
            ax.plot(np.arange(len(values)), np.asarray(values), label=name, **style)
        many = many or label is not None
    else:
        ys = _column(data, y)
        xs = np.arange(len(ys)) if x is None else _column(data, x)
        groups = None if hue is None else _column(data, hue)
        many = groups is not None or label is not None
        for name in [label] if groups is None else list(dict.fromkeys(groups.tolist())):
            mine = slice(None) if groups is None else groups == name
            ax.plot(xs[mine], ys[mine], label=name, **style)
    if many and legend:
        ax.legend()
    return ax


def heatmap(data, ax=None, annot=False, fmt=".2g", cmap=None, **_):
    """A picture of a table."""
    ax = plt.gca() if ax is None else ax
    table = np.asarray(data)
    ax.imshow(table, cmap=cmap)
    for (row, column), value in np.ndenumerate(table) if annot is True else ():
        ax.text(column, row, format(value, fmt))
    return ax


def set(*_, **__):
    """Settings."""


set_theme = set_style = set_context = set_palette = despine = set
