"""Tensors cross as values, and stay tensors for the student."""

from typing import Any

import numpy as np
import pytest
import torch

from autograder.sandbox.tags import INLINE, TensorArray
from tests.sandbox.wire_values import Wire, alike

EVERY = [
    torch.float32, torch.float64, torch.float16, torch.int64, torch.int32, torch.int16, torch.int8,
    torch.uint8,
    torch.bool, torch.complex64, torch.complex128,
]  # fmt: skip


@pytest.mark.parametrize("dtype", EVERY, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (2, 3), (100, 300)], ids=str)
def test_a_tensor_arrives_at_the_judge_as_its_array(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    """Values and shape are the tensor's; its dtype is remembered by name."""
    tensor = torch.ones(shape).to(dtype)
    got = Wire().to_near(tensor)
    assert type(got) is TensorArray
    assert alike(np.asarray(got), tensor.numpy())
    assert not got.flags.writeable
    assert (got.torch_dtype, got.requires_grad) == (str(dtype).removeprefix("torch."), False)


@pytest.mark.parametrize("dtype", [*EVERY, torch.bfloat16], ids=str)
def test_a_tensor_goes_back_as_a_tensor(dtype: torch.dtype) -> None:
    """What the judge passes on as an argument of its own arrives as a tensor of the same dtype."""
    tensor = torch.tensor([[0, 1], [1, 0]]).to(dtype)
    got = Wire().to_far(Wire().to_near(tensor))
    assert got.dtype == dtype
    assert torch.equal(got, tensor)


def test_bfloat16_arrives_exactly_as_float32() -> None:
    """numpy has no bfloat16; float32 holds each of its values."""
    tensor = torch.tensor([1.5, 3.140625, -(2.0**100)]).bfloat16()
    got = Wire().to_near(tensor)
    assert got.dtype == np.float32
    assert got.tolist() == tensor.tolist()
    assert got.torch_dtype == "bfloat16"


@pytest.mark.parametrize("size", [3, INLINE], ids=["inline", "raw"])
def test_the_gradient_flag_crosses_both_ways(size: int) -> None:
    """requires_grad is told, whatever the size."""
    got = Wire().to_near(torch.ones(size, requires_grad=True))
    assert got.requires_grad
    assert Wire().to_far(got).requires_grad


def test_a_tensor_that_comes_back_is_the_same_tensor() -> None:
    """A reference travels, so the graph behind a loss is kept."""
    wire, weight = Wire(), torch.ones(2, requires_grad=True)
    loss = (weight * 3).sum()
    back = wire.to_far(wire.to_near([weight, loss]))
    back[1].backward()
    assert weight.grad is not None
    assert weight.grad.tolist() == [3, 3]


def test_a_parameter_and_strided_tensors_arrive_by_value() -> None:
    """Subclasses, transposes, expanded and conjugated views are values like any other."""
    weight = torch.arange(6.0).reshape(2, 3)
    rotated = torch.tensor([1 + 2j]).conj()
    for tensor in (torch.nn.Parameter(weight), weight.T, weight[:, ::2], torch.ones(1).expand(4), rotated):
        assert np.asarray(Wire().to_near(tensor)).tolist() == tensor.tolist()


def test_the_judge_may_send_tensors_of_its_own() -> None:
    """An assignment's test that builds a tensor can pass it."""
    got = Wire().to_far(torch.tensor([1.0, 2.0]))
    assert type(got) is torch.Tensor
    assert got.tolist() == [1, 2]


def test_what_numpy_makes_of_a_received_tensor_can_be_sent() -> None:
    """A product of a received tensor is a new value, and still a tensor to the student."""
    wire = Wire()
    got: Any = wire.to_far(wire.to_near(torch.ones(2)) * 2)
    assert got.tolist() == [2, 2]


def test_a_torch_generator_crosses_as_its_state() -> None:
    """The student draws exactly the numbers that the judge would draw next."""
    generator = torch.Generator().manual_seed(3)
    torch.rand(5, generator=generator)
    received = Wire().to_far(generator)
    assert torch.rand(4, generator=received).tolist() == torch.rand(4, generator=generator).tolist()
