"""Layers add up to tiers."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.tiers import (
    CLOSED,
    LANDLOCK,
    LAYERS,
    LIMITS,
    NAMESPACES,
    SECCOMP,
    UID,
    WITHOUT,
    Plan,
    Tier,
)  # fmt: skip

layers = st.sets(st.sampled_from(list(LAYERS)))


@pytest.mark.parametrize(
    ("have", "tier"),
    [
        (set(), Tier.L0), ({LIMITS}, Tier.L0), ({SECCOMP}, Tier.L0), ({LANDLOCK}, Tier.L0),
        ({NAMESPACES, UID, LANDLOCK, CLOSED}, Tier.L0), ({UID, SECCOMP}, Tier.L0),
        ({LANDLOCK, SECCOMP}, Tier.L1), ({CLOSED, LANDLOCK, SECCOMP}, Tier.L1),
        ({UID, LANDLOCK, SECCOMP}, Tier.L2), ({UID, CLOSED, SECCOMP}, Tier.L2),
        ({NAMESPACES, SECCOMP}, Tier.L3), (set(LAYERS), Tier.L3),
    ],
)  # fmt: skip
def test_layers_add_up_to_a_tier(have: set[str], tier: Tier) -> None:
    """Without the filter nothing holds; with it, it depends on what keeps files apart."""
    assert Tier.of(have) is tier


@given(layers, layers)
def test_one_more_layer_never_takes_away(some: set[str], more: set[str]) -> None:
    """Tiers grow with the layers."""
    assert Tier.of(some | more) >= max(Tier.of(some), Tier.of(more))


@given(
    st.lists(st.sampled_from(list(LAYERS)), unique=True), st.dictionaries(st.text(), st.text()), st.booleans()
)
def test_a_plan_crosses_as_json(have: list[str], missing: dict[str, str], user_namespace: bool) -> None:
    """What the zygote has found is what the near side reads."""
    plan = Plan(tuple(have), missing, user_namespace)
    assert Plan.told(json.loads(json.dumps(asdict(plan)))) == plan
    assert all((layer in plan) == (layer in have) for layer in LAYERS)


def test_a_plan_is_told_in_a_line() -> None:
    """The tier comes first: reports are read by it."""
    assert str(Plan((LANDLOCK, SECCOMP, LIMITS))) == "L1: landlock, seccomp, limits"
    assert str(Plan()) == "L0: limits"


def test_each_layer_has_its_words() -> None:
    """What it does, and what it means that it is missing."""
    assert list(LAYERS) == list(WITHOUT)
    assert all(LAYERS.values())
    assert all(WITHOUT.values())
