"""A course with a canary in every secret place, and what it releases."""

import base64
import json
import re
import zlib
from pathlib import Path

import pytest

from autograder.publish.release import release
from tests.course import GIVEN, SOLUTION, TESTS, TOML, write_course

SEED = 918273645
SECRETS = {
    "explanation": 'explanation="a canary that explains"',
    "hidden": '''
class CanaryRecord(Pair):
    """A canary in a record."""

def canary_oracle(x):
    return 2 * x  # a canary in an oracle

@st.composite
def canary_strategy(draw):
    """A canary in a strategy."""
    return draw(arrays(3))

@task(points=1, hidden=True)
@given(canary_strategy())
@example(np.array([404.0, 505.0, 606.0]))
def test_canary_in_the_name(student, x):
    """A canary in the sentence."""
    said = "a canary in the body"
    assert student.double(x) == near(canary_oracle(x))
''',
}
MARKED = '''
"""Right answers."""

def add(x, y):
    """x + y."""
    ### BEGIN SOLUTION
    canary_sum = x + y  # a canary in a comment
    return canary_sum
    ### END SOLUTION

def describe(x):
    """The mean and the range."""
    ### BEGIN SOLUTION
    return _canary(x)
    ### END SOLUTION

### BEGIN SOLUTION
def _canary(x):
    """A canary in a docstring."""
    return x.mean(), x.max() - x.min()
### END SOLUTION

def double(x):
    """2 x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

def slope(f, t):
    """The derivative of f at t."""
    ### BEGIN SOLUTION
    return (f(t + 1e-5) - f(t - 1e-5)) / 2e-5
    ### END SOLUTION

def count(boxes):
    """How many boxes there are."""
    ### BEGIN SOLUTION
    return len(boxes.items)
    ### END SOLUTION

def answer():
    """The answer."""
    ### BEGIN SOLUTION
    return 42
    ### END SOLUTION
'''
SUBTRACTS = '''"""Did you take the difference?

Must fail: add_is_elementwise
"""
def add(x, y):
    canary_difference = x - y  # a canary in a misconception
    return canary_difference
'''


def canary_tests() -> str:
    """The tiny course's tests with secrets in them."""
    text = re.sub(
        r"@task\(points=1, hidden=True\).*?(?=@task)", SECRETS["hidden"] + "\n\n", TESTS, flags=re.DOTALL
    )
    text = text.replace("hypothesis import given", "hypothesis import example, given")
    text = text.replace("@task(points=3)", f"@task(points=3, {SECRETS['explanation']})")
    return text.replace('after=("add_is_elementwise",)', 'after=("add_is_elementwise", "canary_in_the_name")')


def write_canaries(root: Path) -> Path:
    """The course."""
    write_course(root, tests=canary_tests(), reference=MARKED)
    folder = root / "assignments" / "tiny"
    toml = TOML.format(name="tiny", points=10).replace("seed = 7", f"seed = {SEED}")
    (folder / "assignment.toml").write_text(toml)
    for name, text in (
        ("misconceptions/canary_subtracts", SUBTRACTS),
        ("alternatives/canary_other", SOLUTION),
    ):
        (folder / f"{name}.py").parent.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text.replace("x + y", "y + x  # a canary in an alternative"))
    (folder / "handout.md").write_text("# Tiny\n\nAdd.\n")
    (folder / "data").mkdir()
    (folder / "data" / "words.txt").write_text("public\n")
    assert GIVEN in (folder / "given.py").read_text()
    return root


@pytest.fixture(scope="session")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the course."""
    return write_canaries(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="session")
def folder(canaries: Path) -> Path:
    """What it releases."""
    assert release(canaries, "tiny", canaries / "out") == 0
    return canaries / "out"


def texts(folder: Path) -> dict[str, str]:
    """Every file of a release, and all that is packed in it, as text."""
    found = {str(path.relative_to(folder)): path.read_text(encoding="latin-1")
             for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip
    packed = unpacked(found["autograder.py"])
    found |= {f"module {name}": text for name, text in json.loads(packed["MODULES"]).items()}
    released = json.loads(packed["RELEASED"])
    blob = b"".join(base64.b64decode(each) for each in released.pop("blobs").values())
    inner = b"".join(base64.b64decode(part) for part in re.findall(rb'"b":"([^"]*)"', blob))
    found |= {"facts": json.dumps(released), "blob": blob.decode("latin-1"), "bytes": inner.decode("latin-1")}
    return found


def unpacked(text: str) -> dict[str, str]:
    """What stands under the names in the one file."""
    found = {}
    for name in ("MODULES", "RELEASED"):
        lines = text.partition(f"{name} = (\n")[2].partition("\n)\n")[0].splitlines()
        joined = "".join(line.strip().strip('"') for line in lines)
        found[name] = zlib.decompress(base64.b85decode(joined)).decode()
    return found
