"""A tiny course with something to find everywhere, and a class in which innocents sit between attackers.

Every place that student code must not see holds a canary, `CANARY-place-digits`, drawn anew for each
arena. Some texts are legitimately told to staff (what a hidden task wanted, and for which arguments).
"""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.attacks.catalog import Attack

PLACES = (
    "comment", "doc", "expected", "argument", "reference", "wrong", "solution", "notes", "neighbour",
    "earlier", "remark", "environ", "argv", "home", "metadata", "engine",
)  # fmt: skip
TOLD_TO_STAFF = {"expected", "argument"}
INNOCENTS = ("right", "half", "wrong")

TOML = """
title = "Arena"
points = 14
files = ["arena.py", "arena.ipynb"]
preload = ["numpy"]
examples = 4
seed = 11
load = "all"
[limits]
call = "500 ms"
task = "2 s"
load = "4 s"
submission = "30 s"
memory = "600 MB"
disk = "4 MB"
processes = 20
"""

TESTS = '''
"""Seven tasks. {comment}"""

import numpy as np
from hypothesis import given, strategies as st

from autograder.claims import callback, near, task
from autograder.claims.strategies import arrays, numbers

EXPECTED = "{expected}"  # {comment}


@task(points=2)
@given(arrays(3), arrays(3))
def test_add_is_elementwise(student, x, y):
    """add(x, y) = x + y, elementwise."""
    assert student.add(x.copy(), y.copy()) == near(x + y)


@task(points=2, hidden=True)
@given(st.integers(1, 9))
def test_shout_repeats_what_was_whispered(student, n):
    """{doc}"""
    assert student.shout("{argument}", n) == near("{argument}" * n)


@task(points=2, hidden=True)
def test_password_is_the_secret(student):
    """{doc}"""
    assert student.password() == near(EXPECTED)


@task(points=2)
@given(numbers(2))
def test_slope_of_a_line(student, a_t):
    """The derivative of a t is a."""
    a, t = a_t
    assert student.slope(callback(lambda s: a * s), t) == near(a, scale=10.0, floor=(1e-6, 1e-6))


@task(points=2)
@given(st.integers(1, 9))
def test_counter_counts(student, n):
    """A Counter told n times to count is at n; its steps are a dict of lists."""
    counter = student.Counter()
    for _ in range(n):
        counter.count()
    assert counter.total == near(n)
    assert counter.steps() == near({{"steps": list(range(n))}})


@task(points=2)
@given(numbers(1))
def test_sign_is_a_word(student, t):
    """sign(t) is "up", "down" or None."""
    (t,) = t
    assert student.sign(t) == near("up" if t > 0 else "down" if t < 0 else None)


@task(points=2)
def test_tale_is_short(student):
    """tale() is "once"."""
    assert student.tale() == near("once")
'''

RIGHT = """
def add(x, y):
    return x + y

def shout(word, n):
    return word * n

def password():
    return "I do not know"

def slope(f, t):
    return (f(t + 1.0) - f(t - 1.0)) / 2.0

class Counter:
    def __init__(self):
        self.total = 0
    def count(self):
        self.total += 1
    def steps(self):
        return {"steps": list(range(self.total))}

def sign(t):
    return "up" if t > 0 else "down" if t < 0 else None

def tale():
    return "once"
"""
WRONG = re.sub(
    r"( +)return (?=.)(.*)", r"\1return ['wrong']", RIGHT.replace("self.total += 1", "self.total -= 1")
)
HALF = RIGHT + WRONG[WRONG.index("def slope") : WRONG.index("def tale")]
HONEST = {"right": RIGHT, "half": HALF, "wrong": WRONG}
MISCONCEPTION = '''"""What does `slope` say of a line that falls?

Must fail: slope_of_a_line
"""

def slope(f, t):
    return abs(f(t + 1.0) - f(t - 1.0)) / 2.0
'''
STRIKE = """
try:
    strike()
except Exception as error:
    loot.keep(error)

loot.tell(0)
loot.tell(1)
loot.tell(2)

honest_tale = tale

def tale():
    loot.forget()
    try:
        strike()
    except Exception as error:
        loot.keep(error)
    loot.tell(0)
    return honest_tale()
"""
PROJECT = Path(__file__).resolve().parents[2]
LOOT = Path(__file__).with_name("loot.py")


@dataclass(frozen=True, slots=True)
class Arena:
    """The course's root, the folder of grade.py, and the canaries by place."""

    root: Path
    engine: Path
    canaries: dict[str, str]
    students: frozenset[str]  # of the attacked class

    @property
    def out(self) -> Path:
        """Where the reports of the attacked class go."""
        return self.root / "reports"

    @property
    def late(self) -> Path:
        """A folder of one more innocent, whose name is in the judge's argv."""
        return self.root / "more" / f"late-{self.canaries['argv']}"

    @property
    def environment(self) -> dict[str, str]:
        """What the judge's environment holds beside the ordinary."""
        return {"GRADER_TOKEN": self.canaries["environ"], "HOME": str(self.root / "home")}

    def folder(self, name: str) -> Path:
        """The folder of a class."""
        return self.root / name

    def secrets(self) -> dict[str, Path]:
        """The files that an attacker would like to read or change, by what they are."""
        return {
            "tests": self.root / "assignments/arena/test_arena.py",
            "reference": self.root / "reference_solutions/arena.py",
            "wrong": self.root / "assignments/arena/misconceptions/wrong.py",
            "solution": self.root / "assignments/arena/solution.md",
            "neighbour": self.root / "class/zz-right/arena.py",
            "earlier": self.out / "zz-earlier/results.json",
            "remark": self.out / "zz-earlier/feedback.md",
            "home": self.root / "home/token",
            "engine": self.engine / "notes.txt",
            "metadata": self.root / "submission_metadata.json",
        }


def build(root: Path, engine: Path, attacks: tuple[Attack, ...], doors: dict[str, Any]) -> Arena:
    """Write the course and the classes; `doors` are the listeners that attackers may try to reach."""
    canaries = {place: f"CANARY-{place}-{secrets.token_hex(4)}" for place in PLACES}
    arena = Arena(root, engine, canaries, frozenset(students(attacks)))
    write_all(root, course(arena.canaries))
    copy_engine(engine)
    for path in arena.secrets().values():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("placeholder\n")
    for what in ("earlier", "remark", "home", "metadata", "engine"):
        arena.secrets()[what].write_text(json.dumps({"note": arena.canaries[what]}))
    for folder in ("alone", "class"):
        write_all(arena.folder(folder), dict(innocents(arena, attacks)))
    write_all(arena.folder("class"), dict(attackers(arena, attacks, doors)))
    write_all(arena.late, {"zz-late/arena.py": RIGHT})
    return arena


def students(attacks: tuple[Attack, ...]) -> Iterator[str]:
    """The names in the attacked class, and the one who was graded earlier."""
    yield from (f"{side}-{label}" for side in ("aa", "zz") for label in INNOCENTS)
    yield from ("zz-late", "zz-earlier")
    for attack in attacks:
        yield from (attack.name, f"{attack.name}-after")


def copy_engine(folder: Path) -> None:
    """The grader's own code, in the course's folder most often."""
    shutil.copytree(
        PROJECT / "autograder", folder / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(PROJECT / "grade.py", folder / "grade.py")


def write_all(folder: Path, texts: dict[str, str]) -> None:
    """Write files by their relative path."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def course(canaries: dict[str, str]) -> dict[str, str]:
    """The files of the course."""
    remark = f"# {canaries['reference']}\n"
    knows = f'\ndef password():\n    return "{canaries["expected"]}"\n'
    return {
        "assignments/conftest.py": 'pytest_plugins = ["autograder.judging.plugin"]\n',
        "assignments/arena/assignment.toml": TOML + f"# {canaries['notes']}\n",
        "assignments/arena/test_arena.py": TESTS.format(**canaries),
        "assignments/arena/solution.md": canaries["solution"],
        "assignments/arena/misconceptions/wrong.py": MISCONCEPTION + f"# {canaries['wrong']}\n",
        "reference_solutions/arena.py": remark + RIGHT + knows,
    }


def innocents(arena: Arena, attacks: tuple[Attack, ...]) -> Iterator[tuple[str, str]]:
    """Submissions that attack nobody, spread over the alphabet so that each attacker has neighbours."""
    remark = f"# {arena.canaries['neighbour']}\nTOKEN = '{arena.canaries['neighbour']}'\n"
    for label in INNOCENTS:
        yield f"aa-{label}/arena.py", HONEST[label]
        yield f"zz-{label}/arena.py", remark + HONEST[label]
    for number, attack in enumerate(attacks):
        yield f"{attack.name}-after/arena.py", remark + HONEST[INNOCENTS[number % 3]]


def attackers(arena: Arena, attacks: tuple[Attack, ...], doors: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The attacks, each over its honest part, with what helps them lying beside."""
    names = [attack.name for attack in attacks]
    hints = {
        "paths": {what: str(path) for what, path in arena.secrets().items()},
        "root": str(arena.root),
        "out": str(arena.out),
        "doors": doors,
        "names": names,
    }
    for attack in attacks:
        own = f"HINTS = {hints | {'own': attack.name}!r}\n"
        source = HONEST[attack.honest] + attack.source + (STRIKE if attack.strikes else "")
        yield f"{attack.name}/arena.{attack.kind}", attack.wrapped(source)
        for name, text in {"loot.py": LOOT.read_text(), "hints.py": own, **attack.beside}.items():
            yield f"{attack.name}/{name}", text
