"""The parts that an encoder can be put together from."""

from torch import nn

from sentence_transformers import Normalize, Pooling, Transformer

__all__ = ["Dense", "Normalize", "Pooling", "Transformer"]


class Dense(nn.Module):
    """A layer on top."""

    def __init__(self, in_features, out_features, bias=True, activation_function=None, **_):
        super().__init__()
        self.linear = nn.Linear(in_features, out_features, bias)
        self.activation_function = nn.Tanh() if activation_function is None else activation_function

    def forward(self, features):
        vectors = self.activation_function(self.linear(features["sentence_embedding"]))
        return {**features, "sentence_embedding": vectors}
