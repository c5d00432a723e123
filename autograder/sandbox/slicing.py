"""Far side: which statements some names need, so that they are as after running all statements.

A name needs the statements that bind it last, those that write into what it holds, and what all of these
need in their turn: names that they read while they run, and names that a function reads when it is called,
at each time when it may be called. Where the text does not tell, more is needed, never less.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from fnmatch import fnmatchcase

from autograder.sandbox.effects import ANSWER, ANY, Effects
from autograder.sandbox.mutation import Names
from autograder.sandbox.scopes import PARAMETER

HEAVY = frozenset({
    "fit", "train", "backward", "step", "run", "evaluate", "predict", "fit_transform", "fit_generator",
    "sleep", "urlretrieve", "urlopen", "download", "get", "post", "system", "popen", "check_output",
    "call",
    "from_pretrained", "load_data", "clone",
})  # fmt: skip


class Slice:
    """The needs among the statements of one module.

    Args:
        effects: of each statement, in order.
        unsure: statements that were seen to fail: what was bound before them may still count.
        thrifty: follow what functions read when they are called only to statements that cost nothing, so
            that they can be defined, not used.
        local: the names of modules that were handed in, too.
    """

    def __init__(
        self,
        effects: Sequence[Effects],
        unsure: Iterable[int] = (),
        thrifty: bool = False,
        local: Set[str] = frozenset(),
    ) -> None:
        self.effects, self.unsure, self.thrifty = effects, frozenset(unsure), thrifty
        self.names = Names(effects, local)
        self.end = len(effects)
        self.touching: defaultdict[str, list[int]] = defaultdict(list)  # a name -> statements, in order
        self._index()

    # -- who touches what -------------------------------------------------------------------------

    def _index(self) -> None:
        known = {name for each in self.effects for when in (each.now, each.later) for name in when.binds}
        self.known = {name for name in known if ANY not in name}
        self.gives = self._gives()
        together, kept_by = self._aliases(), self._kept_by()
        through = self._through_use()
        for number, each in enumerate(self.effects):
            touched = set(each.now.binds)
            used = set().union(*(through[name] for name in each.now.reads if name in through))
            changed = self.names.changed(each.now) | used
            changed |= {kept for name in changed for kept in self.gives.get(name.removesuffix(ANSWER), ())
                        if name.endswith(ANSWER)}  # fmt: skip
            for name in changed:
                for other in together.get(name, {name}) - {PARAMETER}:
                    touched |= {other} | kept_by[other]
            for name in touched:
                self.touching[name].append(number)
        self.patterns = [name for name in self.touching if ANY in name]

    def _aliases(self) -> dict[str, set[str]]:
        """Names that may hold parts of the same object."""
        groups: dict[str, set[str]] = {}
        fixed = {*self.names.imports, *self.names.functions, *self.names.classes, *self._constants()}
        for one, other in self._pairs():
            if one not in fixed and other not in fixed:
                group = groups.get(one, {one}) | groups.get(other, {other})
                groups.update(dict.fromkeys(group, group))
        return groups

    def _kept_by(self) -> defaultdict[str, set[str]]:
        """For a name: the functions and classes that keep what it held, in a default or an attribute."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            for name in each.now.reads:
                found[name] |= each.functions | each.classes
        return found

    def _gives(self) -> defaultdict[str, set[str]]:
        """For a name: what calling what it holds may give back that is not new."""
        gives: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            answers = set().union(*map(self.names.kept, each.later.given)) | each.later.gives | each.now.reads
            for name in each.now.binds:
                gives[name] |= answers & self.known
        _close(gives, gives)
        return gives

    def _constants(self) -> set[str]:
        """Names that hold numbers and the like, whoever binds them."""
        bound = [(name, each) for each in self.effects for name in (*each.now.binds, *each.later.binds)]
        return {name for name, _ in bound} - {name for name, each in bound if name not in each.constants}

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """A name, and one that it may hold a part of; functions may give back what is not their own."""
        for each in self.effects:
            for name, other in each.aliases:
                others = [known for known in self.known if fnmatchcase(known, other)]
                yield from ((name, known) for known in (others if ANY in other else [other]))
            for name, call in each.results:
                for other in self.names.kept(call):
                    yield name, other
                    yield from ((name, kept) for kept in self.gives.get(other, ()))

    def _through_use(self) -> dict[str, set[str]]:
        """For a name: what is bound or written into when what it holds is called."""
        own: defaultdict[str, set[str]] = defaultdict(set)
        leads: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            later = (each.later.binds | self.names.changed(each.later)) - {PARAMETER}
            for name in each.now.binds:
                own[name] |= later
                leads[name] |= each.later.reads | (set() if each.functions else each.now.reads)
        _close(own, leads)
        return own

    def _touch(self, name: str, before: int) -> list[int]:
        """The statements before one that bind a name or write into it, the last first."""
        found = self.touching.get(name, [])
        wild = [n for key in self.patterns if fnmatchcase(name, key) for n in self.touching[key]]
        every = sorted({*found, *wild}) if wild else found
        return every[: bisect_left(every, before)][::-1]

    def reaching(self, name: str, before: int) -> Iterator[int]:
        """Those of them that count: back to the last one that surely binds it."""
        for number in self._touch(name, before):
            yield number
            if name in self.effects[number].kills and number not in self.unsure:
                return

    # -- needs ------------------------------------------------------------------------------------

    def needed(self, wanted: Iterable[str]) -> set[int]:
        """The statements to run for these names."""
        self.found: set[int] = set()
        self.met: set[tuple[str, int, bool]] = set()
        self.carried: set[tuple[int, int, bool]] = set()
        self.waiting: list[tuple[str, int, bool]] = [(name, self.end, True) for name in wanted]
        for number, each in enumerate(self.effects):
            if ANY in each.now.binds or self.names.sets_process(each):
                self._take(number, self.end, True)
        while self.waiting:
            item = self.waiting.pop()
            if item not in self.met:
                self.met.add(item)
                self._follow(*item)
        return self.found

    def _follow(self, name: str, at: int, hard: bool) -> None:
        if ANY in name:
            matching = (other for other in self.known if fnmatchcase(other, name))
            self.waiting += [(other, at, hard and not self.thrifty) for other in matching]
            return
        for number in self.reaching(name, at):
            binds = name in self.effects[number].now.binds
            if (hard and (binds or not self.thrifty)) or self._costs_nothing(number):
                self._take(number, at, hard)

    def _take(self, number: int, at: int, hard: bool) -> None:
        """A statement is needed, and its value is used at a certain time."""
        each = self.effects[number]
        if number not in self.found:
            self.found.add(number)
            self.waiting += [(name, number, True) for name in each.now.reads]
            if not each.functions and not each.classes:  # a lambda may be called where it stands
                self.waiting += [(name, number, hard) for name in each.later.reads]
        self._carry(number, at, hard and not self.thrifty)

    def _carry(self, number: int, at: int, hard: bool) -> None:
        """What a statement's value reads when it is called: what it defines, and what it is made from."""
        stack = [number]
        while stack:
            here = stack.pop()
            if (here, at, hard) in self.carried:
                continue
            self.carried.add((here, at, hard))
            each = self.effects[here]
            self.waiting += [(name, at, hard) for name in each.later.reads]
            if not each.imports:
                stack += [other for name in each.now.reads for other in self.reaching(name, here)]

    def _costs_nothing(self, number: int) -> bool:
        now = self.effects[number].now
        return not now.loops and not any(
            call.name in self.names.functions or call.method in HEAVY for call in now.calls
        )


def _close(own: dict[str, set[str]], leads: dict[str, set[str]]) -> None:
    """Give each name also what belongs to the names that it leads to, and to those that these lead to."""
    growing = any(own.values())
    while growing:
        growing = False
        for name, others in list(leads.items()):
            more = set().union(*(own[other] for other in others if other in own)) - own[name]
            own[name] |= more
            growing |= bool(more)
