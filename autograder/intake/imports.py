"""Which files beside a file its code names: modules it imports, and those that these import, and data.

Seen without running or parsing.
"""

import re
from collections.abc import Callable, Iterator

from autograder.intake.choice import code_of
from autograder.intake.folders import Found, source

MOST = 100  # modules that belong to one file
IMPORT = re.compile(r"(?:^|[;:])[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
FROM = re.compile(
    r"(?:^|[;:])[ \t]*from[ \t]*(\.*)[ \t]*([\w.]*)[ \t]+import\b[ \t]*(\([^)]*\)|[^\n;]*)", re.MULTILINE
)
BY_NAME = re.compile(r"(?:import_module|__import__)\([ \t]*['\"]([\w.]+)")
RUN = re.compile(r"^[ \t]*%run[ \t]+(.+)", re.MULTILINE)
FILE = re.compile(r"['\"]([\w./-]+\.py)['\"]")  # `exec(open("tool.py").read())`
DATA = re.compile(
    r"['\"]([^'\"\n]{0,200}\.(?:csv|tsv|txt|json|npy|npz|pkl|pickle|pt|pth|h5|mat|dat|ya?ml|png|jpe?g|gz|zip))['\"]"
)
SEARCHED = re.compile(r"sys\.path\b(.*)|^[ \t]*%cd(.*)", re.MULTILINE)
QUOTED = re.compile(r"['\"]([\w./ -]+)['\"]")

Parts = tuple[str, ...]
Find = Callable[[Parts], Found | None]


def followed(chosen: Found, code: str, find: Find) -> tuple[Found, ...]:
    """The modules that this code names, and those that they name in their turn.

    Args:
        find: tells what lies at a path, if it is a file.
    """
    home = chosen.parts[:-1]
    there: dict[Parts, Found] = {}
    waiting = [(home, code)]
    while waiting:
        folder, code = waiting.pop()
        for parts in places(code, home, folder):
            if parts == chosen.parts or parts in there or len(there) == MOST:
                continue
            if found := find(parts):
                there[parts] = found
                if source(found.name):
                    waiting.append((parts[:-1], code_of(found.entry)))
    return tuple(there[parts] for parts in sorted(there))


def places(code: str, home: Parts, folder: Parts) -> Iterator[Parts]:
    """Where the modules may lie that code in this folder names; `home` is where it is started."""
    searched = [home, folder, *((*home, *below) for below in search_path(code))]
    for level, module, names in imports(code.replace("\\\n", " ")):
        starts = [folder[: max(len(folder) - level + 1, 0)]] if level else searched
        for start in dict.fromkeys(starts):
            yield from modules(start, tuple(module.split(".")) if module else (), names)
    for path in (*files(code), *data(code)):
        yield (*home, *path)


def imports(code: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each module named: the dots before it, its dotted name, what is taken from it."""
    for match in IMPORT.finditer(code):
        for part in match[1].split(","):
            yield 0, (part.split() or [""])[0], []
    for match in FROM.finditer(code):
        inside = re.sub(r"#.*", "", match[3]).strip("()")
        names = [word[0] for part in inside.split(",") if (word := part.split())]
        yield len(match[1]), match[2], [name for name in names if name.isidentifier()]
    for match in BY_NAME.finditer(code):
        yield 0, match[1], []


def modules(start: Parts, module: Parts, names: list[str]) -> Iterator[Parts]:
    """The files that may be a module, the packages around it, and the parts that are taken from it."""
    dotted = [module[: end + 1] for end in range(len(module))] + [(*module, name) for name in names]
    for each in dotted:
        yield (*start, *each[:-1], f"{each[-1]}.py")
        yield (*start, *each, "__init__.py")
    if not module:
        yield (*start, "__init__.py")


def files(code: str) -> Iterator[Parts]:
    """The paths of modules that are named as files."""
    words = [word for match in RUN.finditer(code) for word in match[1].split()]
    for word in [*(match[1] for match in FILE.finditer(code)), *words]:
        path = word.strip("'\"").removesuffix(".py") + ".py"
        if re.fullmatch(r"[\w./-]+", path) and ".." not in path:
            yield tuple(part for part in path.split("/") if part not in ("", "."))


def data(code: str) -> Iterator[Parts]:
    """The paths of data that are named, and their bare names: a notebook's folders are its author's."""
    for match in DATA.finditer(code):
        parts = tuple(part for part in match[1].replace("\\", "/").split("/") if part not in ("", "."))
        if parts and ".." not in parts:
            yield from dict.fromkeys((parts, parts[-1:]))


def search_path(code: str) -> Iterator[Parts]:
    """Folders that are put on sys.path, below the one where the code is started, as far as they are told."""
    for match in SEARCHED.finditer(code):
        quoted = QUOTED.findall(match[1]) if match[1] is not None else [match[2].strip(" '\"")]
        for path in quoted:
            parts = tuple(part for part in path.split("/") if part not in ("", "."))
            if ".." not in parts:
                yield from (parts[at:] for at in range(len(parts)))
