"""Far side: which statements some names need, so that they are as after running all statements.

A name needs the statements that bind it last, those that write into what it holds, and what all of these
need in their turn: names that they read while they run, and names that a function reads when it is called,
at each time when it may be called. Where the text does not tell, more is needed, never less.

What a statement does besides goes unseen in three ways, which only a run of everything (`load = "all"`)
shows: random numbers that it draws, iterators that it uses up, clocks and counters of libraries.
"""

from collections.abc import Iterable, Sequence, Set
from fnmatch import fnmatchcase

from autograder.sandbox.effects import ANY, Effects
from autograder.sandbox.touching import Touching

HEAVY = frozenset({
    "fit", "train", "backward", "step", "run", "evaluate", "predict", "fit_transform", "fit_generator",
    "sleep", "urlretrieve", "urlopen", "download", "get", "post", "system", "popen", "check_output",
    "call", "from_pretrained", "load_data", "clone",
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
        self.effects, self.thrifty = effects, thrifty
        self.touching = Touching(effects, frozenset(unsure), local)
        self.found: set[int] = set()
        self.waiting: list[
            tuple[str, int, bool]
        ] = []  # a name, when it is read, whether nothing goes without
        self._later: dict[int, frozenset[str]] = {}

    def needed(self, wanted: Iterable[str]) -> set[int]:
        """The statements to run for these names."""
        met: set[tuple[str, int, bool]] = set()
        self.waiting += [(name, len(self.effects), True) for name in wanted]
        for number, each in enumerate(self.effects):
            if ANY in each.now.binds or self.touching.names.sets_process(each):
                self._take(number, len(self.effects), True)
        while self.waiting:
            item = self.waiting.pop()
            if item[0] == ANY and item[2] and not self.thrifty:
                return set(range(len(self.effects)))
            if item not in met:
                met.add(item)
                self._follow(*item)
        return self.found

    def _follow(self, name: str, at: int, hard: bool) -> None:
        if ANY in name:
            matching = (other for other in self.touching.known if fnmatchcase(other, name))
            self.waiting += [(other, at, hard and not self.thrifty) for other in matching]
            return
        for number in self.touching.reaching(name, at):
            now = self.effects[number].now
            if (hard and (name in now.binds or not self.thrifty)) or self._costs_nothing(number):
                self._take(number, at, hard)
                if name in now.reads:
                    return  # what came before it is its own need

    def _take(self, number: int, at: int, hard: bool) -> None:
        """A statement is needed, and its value is used at a certain time."""
        each = self.effects[number]
        if number not in self.found:
            self.found.add(number)
            self.waiting += [(name, number, True) for name in each.now.reads]
            if not each.functions and not each.classes:  # a lambda may be called where it stands
                self.waiting += [(name, number, hard) for name in each.later.reads]
        self.waiting += [(name, at, hard and not self.thrifty) for name in self._read_later(number)]

    def _read_later(self, number: int) -> frozenset[str]:
        """What a statement's value reads when it is called: what it defines, and what it is made from."""
        stack = [number]
        while stack:
            here = stack[-1]
            makers = self._makers(here) if here not in self._later else []
            if unknown := [other for other in makers if other not in self._later]:
                stack += unknown
                continue
            if here not in self._later:
                own = frozenset(self.effects[here].later.reads)
                self._later[here] = own.union(*(self._later[other] for other in makers))
            stack.pop()
        return self._later[number]

    def _makers(self, number: int) -> list[int]:
        """The statements whose values it is made from; what these are made from is their own matter."""
        each, found = self.effects[number], []
        for name in each.now.reads if not each.imports else ():
            for other in self.touching.reaching(name, number):
                found.append(other)
                if name in self.effects[other].now.reads:
                    break
        return found

    def _costs_nothing(self, number: int) -> bool:
        now, functions = self.effects[number].now, self.touching.names.functions
        return not now.loops and not any(call.name in functions or call.method in HEAVY for call in now.calls)
