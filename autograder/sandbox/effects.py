"""Far side: what a top-level statement does to the names of its module, as far as its text shows.

A name here is a global name of the module, resolved by Python's scoping rules; where the text does not say
which name it is (`globals()[f"W{i}"]`, `exec(text)`) it is a pattern with `*`. What happens only when a
function is called stands in the fields called `later`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

ANY = "*"
ANSWER = "()"  # behind a name: what a function of that name gives back
COLLECTS = frozenset({"append", "extend", "add", "insert", "update", "setdefault", "appendleft"})


@dataclass(frozen=True, slots=True)
class Call:
    """A call: of a function, or of a method of what a name holds; the names its arguments begin with."""

    name: str  # of the function, or that the object is reached from; "" if local, PARAMETER for a parameter
    method: str
    arguments: tuple[str, ...]
    discarded: bool  # whether nobody looks at what comes back


@dataclass(slots=True)
class When:
    """What happens at one time: while the statement runs, or when what it defines is called."""

    reads: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)  # what they hold is written into
    calls: list[Call] = field(default_factory=list)
    gives: set[str] = field(default_factory=set)  # what it may give back or lay down in what it is given
    given: list[Call] = field(default_factory=list)  # calls whose answers it may give back
    loops: bool = False

    def add(self, other: "When") -> None:
        """All that happens at another time, too."""
        self.reads |= other.reads
        self.binds |= other.binds
        self.changes |= other.changes
        self.calls += other.calls
        self.gives |= other.gives
        self.given += other.given
        self.loops |= other.loops


@dataclass(slots=True)
class Effects:
    """All of one statement."""

    now: When = field(default_factory=When)
    later: When = field(default_factory=When)
    kills: set[str] = field(default_factory=set)  # bound whatever happens: what they held before is gone
    aliases: set[tuple[str, str]] = field(default_factory=set)  # the first may hold a part of the second
    results: list[tuple[str, Call]] = field(default_factory=list)  # a name may hold what a call gives back
    constants: set[str] = field(default_factory=set)  # bound to what nobody can write into
    imports: dict[str, str] = field(default_factory=dict)  # the module that a bound name comes from
    functions: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    methods: list[tuple[str, When]] = field(default_factory=list)  # of classes, by their names


def pattern(key: ast.AST | None) -> str:
    """What a key to a namespace can be: a name, or a pattern of names."""
    match key:
        case ast.Constant(value=str(name)):
            return name
        case ast.JoinedStr(values=parts):
            return "".join(str(p.value) if isinstance(p, ast.Constant) else ANY for p in parts) or ANY
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return f"{pattern(left)}{pattern(right)}"
        case _:
            return ANY


IMMUTABLE = frozenset({"device", "len", "int", "float", "str", "bool", "round", "range", "is_available"})


def is_constant(node: ast.AST) -> bool:
    """Whether an expression's value is plainly a number, a text or the like."""
    match node:
        case ast.Constant() | ast.Compare() | ast.JoinedStr():
            return True
        case ast.UnaryOp(operand=value):
            return is_constant(value)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            return is_constant(one) and is_constant(other)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in IMMUTABLE
    return False


def evaluated(text: ast.AST) -> Iterator[str]:
    """The names in a text that is evaluated, if it stands there."""
    try:
        tree = ast.parse(str(text.value)) if isinstance(text, ast.Constant) else None
    except (SyntaxError, ValueError):
        return
    if tree is None:
        yield ANY
    else:
        yield from (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def is_main_guard(test: ast.expr) -> bool:
    """Whether this is `__name__ == "__main__"`."""
    names = {n.id for n in ast.walk(test) if isinstance(n, ast.Name)}
    texts = {n.value for n in ast.walk(test) if isinstance(n, ast.Constant)}
    equals = isinstance(test, ast.Compare) and all(isinstance(op, ast.Eq | ast.In) for op in test.ops)
    return equals and names == {"__name__"} and texts == {"__main__"}
