"""Models for `parameter_count`, and a few ways to look at a network or fill it. Public: read it, run it.

Every model is made of small layers whose sizes are the arguments: n inputs, m hidden units, k outputs
(for a language model: v words, d numbers a word). None of them is trained.
"""

import copy

import torch
from torch import nn

# --- ordinary models ------------------------------------------------------------------------------


def mlp(n, m, k):
    """Two affine layers with a ReLU between them."""
    return nn.Sequential(nn.Linear(n, m), nn.ReLU(), nn.Linear(m, k))


def conv_net(n, m, k):
    """n channels -> m maps by 3 x 3 kernels -> k classes."""
    return nn.Sequential(
        nn.Conv2d(n, m, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(m, k)
    )


def separable_conv_net(n, m, k):
    """A 5 x 1 kernel for each channel alone, then 1 x 1 kernels across channels; no bias in the first."""
    each = nn.Conv2d(n, n, (5, 1), groups=n, bias=False)
    return nn.Sequential(each, nn.Conv2d(n, m, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(m, k))


def nested(n, m, k):
    """Layers inside layers: a dictionary that holds a list that holds a sequence."""
    tail = nn.Sequential(nn.LayerNorm(m), nn.Sequential(nn.Linear(m, k)))
    return nn.ModuleDict({"body": nn.ModuleList([nn.Linear(n, m), tail])})


class Gated(nn.Module):
    """Parameters that belong to no layer: a single number, a vector and a list of matrices."""

    def __init__(self, n, m, k):
        super().__init__()
        self.temperature = nn.Parameter(torch.tensor(1.0))  # ()
        self.gate = nn.Parameter(torch.ones(n))  # (n,)
        self.weights = nn.ParameterList([torch.zeros(n, m), torch.zeros(m, k)])

    def forward(self, x):
        """(N, n) -> (N, k)."""
        return torch.relu(x * self.gate @ self.weights[0]) @ self.weights[1] / self.temperature


def gated(n, m, k):
    """A Gated network: its parameters are attributes of the module itself."""
    return Gated(n, m, k)


def twins(n, m, k):
    """Two layers that hold equal numbers but share none: the second is a copy. Then a head of k outputs."""
    first = nn.Sequential(nn.Linear(n, n), nn.ReLU())
    return nn.Sequential(first, copy.deepcopy(first), nn.Linear(n, m), nn.ReLU(), nn.Linear(m, k))


# --- models that share parameters -----------------------------------------------------------------


def tied_mlp(n, m):
    """n -> m -> n -> m: the first and the third layer hold the same weight, each has its own bias."""
    first, middle, last = nn.Linear(n, m), nn.Linear(m, n), nn.Linear(n, m)
    last.weight = first.weight
    return nn.Sequential(first, nn.ReLU(), middle, nn.ReLU(), last)


class LanguageModel(nn.Module):
    """An embedding and a decoder that are one and the same matrix, as in most language models."""

    def __init__(self, v, d):
        super().__init__()
        self.embedding = nn.Embedding(v, d)
        self.decoder = nn.Linear(d, v)
        self.decoder.weight = self.embedding.weight  # (v, d)

    def forward(self, words):
        """(N,) word numbers -> (N, v) scores of the next word."""
        return self.decoder(self.embedding(words))


def language_model(v, d):
    """A LanguageModel of v words; its decoder has a bias."""
    return LanguageModel(v, d)


def repeated_block(n, m, k):
    """One block of m units that is passed three times."""
    block = nn.Sequential(nn.Linear(m, m), nn.ReLU())
    return nn.Sequential(nn.Linear(n, m), block, block, block, nn.Linear(m, k))


def shared_bias(n, m):
    """Two layers in a row, n -> m -> m, with weights of their own and one bias for both."""
    first, second = nn.Linear(n, m), nn.Linear(m, m)
    second.bias = first.bias
    return nn.Sequential(first, nn.ReLU(), second)


# --- models with frozen parameters ----------------------------------------------------------------


def fine_tuned(n, m, k):
    """A frozen body n -> m under a head m -> k that is trained."""
    body = nn.Sequential(nn.Linear(n, m), nn.ReLU()).requires_grad_(False)
    return nn.Sequential(body, nn.Linear(m, k))


def only_biases_train(n, m, k):
    """An MLP whose weights are frozen one by one, while its biases are not."""
    model = mlp(n, m, k)
    for layer in (model[0], model[2]):
        layer.weight.requires_grad = False
    return model


def all_frozen(n, m, k):
    """An MLP in which nothing is trained."""
    return mlp(n, m, k).requires_grad_(False)


def tied_and_frozen(v, d):
    """A LanguageModel whose shared matrix is frozen, so that only the decoder's bias is trained."""
    model = LanguageModel(v, d)
    model.embedding.weight.requires_grad = False
    return model


# --- models with tensors that are no parameters ---------------------------------------------------


def batch_norm_net(n, m, k):
    """A convolution, a batch normalisation (it keeps running averages as buffers) and a head."""
    return nn.Sequential(
        nn.Conv2d(n, m, 3, bias=False),
        nn.BatchNorm2d(m),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(m, k),
    )


class Standardised(nn.Module):
    """Shifts and scales its input by numbers that were measured, not learned; then an affine layer."""

    def __init__(self, n, m):
        super().__init__()
        self.register_buffer("mean", torch.zeros(n))
        self.register_buffer("spread", torch.ones(n), persistent=False)
        self.history = torch.zeros(m, m)  # a plain tensor, registered nowhere
        self.layer = nn.Linear(n, m)

    def forward(self, x):
        """(N, n) -> (N, m)."""
        return self.layer((x - self.mean) / self.spread)


def standardised(n, m):
    """A Standardised layer: two buffers and a plain tensor beside its parameters."""
    return Standardised(n, m)


def nothing_to_learn():
    """A model without any parameter."""
    return nn.Sequential(nn.Flatten(), nn.ReLU())


# --- looking at a network, and filling it ---------------------------------------------------------


def state(model):
    """The parameters as [(name, array), ...]; what is no nn.Module has none."""
    named = model.named_parameters() if isinstance(model, nn.Module) else ()
    return [(name, p.detach().numpy().copy()) for name, p in named]


def fill(model, arrays):
    """Put these arrays into the model's parameters, one for each, in the order of model.parameters()."""
    named = list(model.named_parameters())
    if len(arrays) != len(named):
        raise ValueError(f"fill: {len(arrays)} arrays for a model with {len(named)} parameters")
    for (name, p), array in zip(named, arrays, strict=True):
        if tuple(p.shape) != array.shape:
            raise ValueError(f"fill: an array {array.shape} for the parameter {name} {tuple(p.shape)}")
    with torch.no_grad():
        for (_, p), array in zip(named, arrays, strict=True):
            p.copy_(torch.tensor(array))


def evaluate(model, x):
    """The model's answer to x (N, n), an array of float32."""
    return model(torch.tensor(x))


def gradients(model, x):
    """Derivatives of the sum of the model's outputs by each parameter: [(name, array or None), ...].

    None stands where no gradient arrives, or where the parameter asks for none.
    """
    total = model(torch.tensor(x)).sum()
    if total.requires_grad:
        total.backward()
    grads = [(name, p.grad) for name, p in model.named_parameters()]
    return [(name, None if grad is None else grad.numpy().copy()) for name, grad in grads]
