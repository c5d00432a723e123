"""Far side: which names' values a call may write into.

What the student's own functions do is read from their text; what libraries do is known for a few, and where
nothing is known and nobody looks at the answer, the call is there for what it changes.
"""

import builtins
import re
from collections.abc import Sequence, Set

from autograder.sandbox.effects import ANSWER, COLLECTS, Call, Effects, When
from autograder.sandbox.scopes import PARAMETER

MUTATES = COLLECTS | {
    "pop", "popitem", "popleft", "remove", "discard", "clear", "sort", "reverse", "fill", "put", "itemset",
    "resize", "load_state_dict", "train", "fit", "fit_transform", "partial_fit", "step", "backward", "apply",
    "compile", "shuffle", "register_buffer", "register_parameter", "add_module", "__setitem__", "__setattr__",
}  # fmt: skip
SETTING = re.compile(
    r"(manual_)?seed(_all|_everything)?|set_\w+|seterr|filterwarnings|simplefilter|append|insert|extend|update"
    r"|setdefault|use|chdir|setrecursionlimit|reload|disable_\w+|enable_\w+|register\w*|reset_\w+|set"
)
IN_PLACE = frozenset(
    {"fill_diagonal", "put", "place", "at", "putmask", "copyto", "shuffle", "setattr", "delattr"}
)
QUIET = frozenset({"numpy", "matplotlib", "seaborn", "pandas", "IPython", "warnings", "pprint"})
VIEWS = frozenset({
    "asarray", "asanyarray", "atleast_1d", "atleast_2d", "broadcast_to", "diagonal", "expand_dims", "flip",
    "moveaxis", "ravel", "reshape", "rollaxis", "split", "squeeze", "swapaxes", "transpose", "vsplit",
    "hsplit",
    "from_numpy", "as_tensor", "chunk", "unbind", "partial", "zip", "iter", "enumerate", "reversed", "map",
    "filter", "chain", "islice", "getattr", "next", "max", "min", "vars", "deque", "cycle", "copy",
})  # fmt: skip
PROCESS = frozenset({"sys", "os", "site"})  # what is set there holds for every import that follows


class Names:
    """What the module's names are bound to.

    Args:
        local: modules that were handed in, too: what is called there may write into what comes from there.
    """

    def __init__(self, effects: Sequence[Effects], local: Set[str] = frozenset()) -> None:
        self.local = local
        self.imports: dict[str, str] = {}
        self.functions: set[str] = set()
        self.classes: set[str] = set()
        for each in effects:
            self.imports |= each.imports
            self.functions |= each.functions
            self.classes |= each.classes
        self.mutators: set[str] = set()  # functions and methods that write into what they are given
        self._find_mutators(effects)

    def _find_mutators(self, effects: Sequence[Effects]) -> None:
        bodies = [(name, each.later) for each in effects for name in each.functions]
        bodies += [body for each in effects for body in each.methods if body[0] != "__init__"]
        found = True
        while found:
            more = {name for name, when in bodies if PARAMETER in self.changed(when)} - self.mutators
            self.mutators |= more
            found = bool(more)

    def changed(self, when: When) -> set[str]:
        """All names that are written into."""
        found = set(when.changes)
        for call in when.calls:
            found |= self.changed_by(call)
        return found

    def changed_by(self, call: Call) -> set[str]:
        """The names that one call may write into."""
        arguments = set(call.arguments) - set(self.imports)
        verb = call.method or call.name
        if arguments & self.mutators:  # `map(f, rows)`
            return arguments | {call.name}
        if call.name in self.imports:
            return self._by_library(call, verb, arguments)
        if call.method:
            return self._by_object(call, arguments)
        if call.name in self.functions:
            return arguments if call.name in self.mutators else set()
        if call.name in self.classes:
            return set()
        if hasattr(builtins, call.name):
            return arguments if call.name in ("setattr", "delattr", "next") else set()
        return arguments | ({call.name} - {""}) if call.discarded else set()

    def _by_library(self, call: Call, verb: str, arguments: set[str]) -> set[str]:
        if self.is_local(call.name):
            module = self.imports[call.name]
            return arguments | {name for name, other in self.imports.items() if other == module}
        if verb.endswith("_") or verb in IN_PLACE:
            return arguments | {call.name}
        if call.discarded and SETTING.fullmatch(verb):
            return {call.name}
        quiet = self.imports[call.name].partition(".")[0] in QUIET
        return arguments if call.discarded and not quiet else set()

    def _by_object(self, call: Call, arguments: set[str]) -> set[str]:
        if call.method in COLLECTS:
            return {call.name, *(name for name in arguments if name.endswith(ANSWER))} - {""}
        if not call.name:
            return arguments if call.discarded or call.method in MUTATES | self.mutators else set()
        if call.discarded or call.method in self.mutators:
            return {call.name} - self.classes | arguments
        return {call.name} if call.method in MUTATES or call.method.endswith("_") else set()

    def kept(self, call: Call) -> set[str]:
        """The names whose values a call may give back, or keep in what it gives back."""
        verb = call.method or call.name
        if call.name in self.functions or call.name in self.classes or verb[:1].isupper() or verb in VIEWS:
            return {*call.arguments, call.name} - {PARAMETER}
        if not call.name and not call.method:
            return {*call.arguments} - {PARAMETER}
        if call.name in self.imports or not call.name or hasattr(builtins, call.name):
            return set()
        return {*call.arguments, call.name} - {PARAMETER}

    def is_local(self, name: str) -> bool:
        """Whether a name comes from a module that was handed in."""
        return not self.local.isdisjoint(self.imports.get(name, "").split("."))

    def sets_process(self, each: Effects) -> bool:
        """Whether a statement sets something that holds for the whole process: `sys.path.append(...)`."""
        settings = [
            call
            for call in each.now.calls
            if call.discarded and SETTING.fullmatch(call.method or call.name) and call.name in self.imports
        ]
        roots = {call.name for call in settings if call.method}
        if any(self.is_local(call.name) and not call.arguments for call in settings):
            return True
        return any(self.imports.get(name) in PROCESS for name in roots | each.now.changes)
