"""IPython.display without a page."""

from typing import Any


class DisplayObject:
    """Something to be shown; keeps what it was given."""

    def __init__(self, data: Any = None, url: Any = None, filename: Any = None, *_: Any, **__: Any) -> None:
        self.data, self.url, self.filename = data, url, filename


Audio = Code = FileLink = GeoJSON = HTML = IFrame = Image = JSON = DisplayObject
Javascript = Latex = Markdown = Math = Pretty = SVG = Video = YouTubeVideo = DisplayObject


def display(*_: Any, **__: Any) -> None:
    """Shows nothing."""


def clear_output(wait: bool = False) -> None:
    """There is nothing to clear."""
