"""torchvision without downloads: all its data sets are scikit-learn's handwritten digits."""

__version__ = "0.0 (a stand-in of the grader's)"
