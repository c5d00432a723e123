"""Far side: which statements bind a name or write into what it holds, through other names and calls, too."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from fnmatch import fnmatchcase

from autograder.sandbox.effects import ANSWER, ANY, Effects
from autograder.sandbox.mutation import Names
from autograder.sandbox.scopes import PARAMETER


class Touching:
    """The statements of one module by the names that they touch.

    Args:
        effects: of each statement, in order.
        unsure: statements that were seen to fail: what was bound before them may still count.
        local: the names of modules that were handed in, too.
    """

    def __init__(self, effects: Sequence[Effects], unsure: Set[int], local: Set[str]) -> None:
        self.effects, self.unsure = effects, unsure
        self.names = Names(effects, local)
        known = {name for each in effects for when in (each.now, each.later) for name in when.binds}
        self.known = {name for name in known if ANY not in name}
        self.fixed = {*self.names.imports, *self.names.functions, *self.names.classes, *self._constants()}
        self._answers = self._read_answers()
        self._given: dict[str, set[str]] = {}
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)  # a name -> statements, in order
        self._index()
        self.patterns = [name for name in self.by_name if ANY in name]

    def _index(self) -> None:
        together, kept_by, through = self._aliases(), self._kept_by(), self._through_use()
        for number, each in enumerate(self.effects):
            touched = set(each.now.binds)
            for name in each.now.reads:
                touched |= through.get(name, set())
            changed = self.names.changed(each.now) | touched - each.now.binds
            changed |= {kept for name in changed if name.endswith(ANSWER) for kept in self.answer(name)}
            for name in changed:
                for other in together.get(name, {name}) - {PARAMETER}:
                    touched |= {other} | kept_by[other]
            for name in touched:
                self.by_name[name].append(number)

    def _constants(self) -> set[str]:
        """Names that hold numbers and the like, whoever binds them."""
        bound = [(name, each) for each in self.effects for name in (*each.now.binds, *each.later.binds)]
        return {name for name, _ in bound} - {name for name, each in bound if name not in each.constants}

    # -- what functions give back -----------------------------------------------------------------

    def _read_answers(self) -> defaultdict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            answers = set().union(*map(self.names.kept, each.later.given)) | each.later.gives | each.now.reads
            for name in each.now.binds:
                found[name] |= answers & self.known
        return found

    def answer(self, call: str) -> set[str]:
        """What the answer of a call, `f()`, may be a part of; of an object that is called, the object."""
        name = call.removesuffix(ANSWER)
        return self.given(name) | ({name} - self.fixed)

    def given(self, name: str) -> set[str]:
        """What calling what a name holds may give back that is not new."""
        if name not in self._given:
            found, waiting = set(), list(self._answers.get(name, ()))
            while waiting:
                other = waiting.pop()
                if other not in found:
                    found.add(other)
                    waiting += self._answers.get(other, ())
            self._given[name] = found
        return self._given[name]

    # -- shared objects ---------------------------------------------------------------------------

    def _aliases(self) -> dict[str, set[str]]:
        """Names that may hold parts of the same object."""
        leader: dict[str, str] = {}

        def led(name: str) -> str:
            while leader.get(name, name) != name:
                leader[name] = leader.get(leader[name], leader[name])
                name = leader[name]
            return name

        for one, other in self._pairs():
            if one not in self.fixed and other not in self.fixed:
                leader[led(one)] = led(other)
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*leader, *leader.values()):
            groups[led(name)].add(name)
        return {name: group for group in groups.values() for name in group}

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """A name, and one that it may hold a part of; functions may give back what is not their own."""
        for each in self.effects:
            for name, other in each.aliases:
                others = (
                    [known for known in self.known if fnmatchcase(known, other)] if ANY in other else [other]
                )
                yield from ((name, known) for known in others)
            for name, call in each.results:
                for other in self.names.kept(call):
                    yield name, other
                    if other in self.fixed or other == call.name:
                        yield from ((name, kept) for kept in self.given(other))

    def _kept_by(self) -> defaultdict[str, set[str]]:
        """For a name: the functions and classes that keep what it held, in a default or an attribute."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            for name in each.now.reads:
                found[name] |= each.functions | each.classes
        return found

    def _through_use(self) -> dict[str, set[str]]:
        """For a name: what is bound or written into when what it holds is called."""
        own: defaultdict[str, set[str]] = defaultdict(set)
        led_from: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.effects:
            later = (each.later.binds | self.names.changed(each.later)) - {PARAMETER}
            leads = each.later.reads if each.functions else each.later.reads | each.now.reads
            for name in each.now.binds:
                own[name] |= later
                for other in leads:
                    led_from[other].add(name)
        waiting = [name for name, touched in own.items() if touched]
        while waiting:
            name = waiting.pop()
            for other in led_from.get(name, ()):
                if not own[name] <= own[other]:
                    own[other] |= own[name]
                    waiting.append(other)
        return own

    # -- what counts ------------------------------------------------------------------------------

    def reaching(self, name: str, before: int) -> Iterator[int]:
        """The statements before one that touch a name, the last first, back to what surely binds it."""
        for number in self._touch(name, before):
            yield number
            if name in self.effects[number].kills and number not in self.unsure:
                return

    def _touch(self, name: str, before: int) -> Iterable[int]:
        found = self.by_name.get(name, [])
        wild = [n for key in self.patterns if fnmatchcase(name, key) for n in self.by_name[key]]
        every = sorted({*found, *wild}) if wild else found
        return (every[at] for at in range(bisect_left(every, before) - 1, -1, -1))
