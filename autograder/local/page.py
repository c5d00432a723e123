"""Findings -> HTML for Jupyter, Colab and VS Code: no script, no style sheet, in the page's own colours.

Words say everything that colours say. All text of students' or authors' is escaped.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from autograder.local.findings import Findings, Told, beyond, elsewhere, failures, summary, text
from autograder.local.handin import Handin
from autograder.local.offered import Facts
from autograder.model import Task
from autograder.reports.phrases import sentence
from autograder.reports.text import clean, cut, number, points

RIGHT, WRONG, QUIET = "#2e9e5b", "#d9534f", "rgba(128,128,128,.5)"  # seen on white and on black
BLOCK = (
    "margin:.2em 0 .6em;padding:.5em .7em;overflow-x:auto;white-space:pre;max-height:20em;"
    "background:rgba(128,128,128,.12);color:inherit;border:0;border-radius:4px;"
    "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em;line-height:1.4"
)
CODE = "background:rgba(128,128,128,.15);color:inherit;padding:0 .25em;border-radius:3px"
MANY = 8  # tasks that hold
UPLOAD = "Upload this file: {}"
MARKS = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])\*([^*\s][^*]*)\*(?!\w)")


class Page(Findings):
    """Findings that show themselves: as HTML in a notebook, else as text."""

    def __repr__(self) -> str:
        return text(self)

    def _repr_html_(self) -> str:
        return page(self)


class Notice:
    """A sentence in the place of an answer: why there is none. It is false, as findings that do not hold."""

    passed = False

    def __init__(self, words: str) -> None:
        self.words = f"{sentence(words).rstrip('.')}."

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return sheet([paragraph(marked(self.words))])


def page(found: Findings) -> str:
    """The whole answer."""
    head = f"<strong>{marked(summary(found))}</strong> {marked(beyond(found.facts))}"
    return sheet(
        [
            paragraph(head),
            *map(failure, failures(found)),
            passed(found.held),
            *(quiet(marked(line)) for line in elsewhere(found)),
            printed(found.printed),
        ]
    )


def failure(each: Told) -> str:
    """A task that does not hold, in the order in which it helps."""
    title = f"<strong>✗ {escape(each.status)}</strong> · {titled(each.task)}"
    hint = [paragraph(f"<strong>A hint.</strong> {marked(part)}") for part in each.hint.split("\n\n") if part]
    return edged(
        WRONG,
        [
            paragraph(title),
            quiet(marked(each.task.sentence)),
            paragraph(marked(each.says)),
            block(each.more),
            labelled(f"{each.which}:", each.example),
            beside(each.sides),
            paragraph(f"Place: {escape(each.where)}") if each.where else "",
            *hint,
        ],
    )


def passed(tasks: tuple[Task, ...]) -> str:
    """The tasks that hold, a line each; folded if they are many."""
    lines = [paragraph(f"✓ passed · {titled(task)}") for task in tasks]
    if len(lines) > MANY:
        lines = [f"<details><summary>✓ {len(lines)} passed</summary>{''.join(lines)}</details>"]
    return edged(RIGHT, lines) if lines else ""


def printed(words: str) -> str:
    """What the student's code printed, folded."""
    if not words.strip():
        return ""
    return f"<details><summary>Your code printed</summary>{block(cut(clean(words)))}</details>"


def titled(task: Task) -> str:
    """A task's name as words, and its points."""
    return f"{escape(task.title)} ({points(task.points)})"


def sheet(parts: Iterable[str]) -> str:
    """Parts one below the other."""
    return f'<div style="max-width:60em;line-height:1.45;color:inherit">{"".join(parts)}</div>'


def edged(colour: str, parts: Iterable[str]) -> str:
    """Parts with a coloured edge."""
    style = f"border-left:4px solid {colour};padding:.1em 0 .1em .8em;margin:.8em 0"
    return f'<div style="{style}">{"".join(parts)}</div>'


def paragraph(inner: str) -> str:
    """A paragraph of HTML; nothing if there is nothing in it."""
    return f'<p style="margin:.3em 0">{inner}</p>' if inner else ""


def quiet(inner: str) -> str:
    """A paragraph that stands back."""
    return f'<p style="margin:.3em 0;opacity:.8">{inner}</p>' if inner else ""


def block(plain: str) -> str:
    """Text as it is; long lines scroll."""
    return f'<pre style="{BLOCK}" tabindex="0">{escape(plain)}</pre>' if plain.strip() else ""


def labelled(title: str, plain: str) -> str:
    """A block below its title."""
    return f'<p style="margin:.5em 0 0">{escape(title)}</p>{block(plain)}' if plain.strip() else ""


def beside(sides: Iterable[tuple[str, str]]) -> str:
    """Blocks side by side where there is room."""
    cells = [f'<div style="flex:1 1 14em;min-width:0">{labelled(*side)}</div>' for side in sides]
    return f'<div style="display:flex;flex-wrap:wrap;gap:0 1.5em">{"".join(cells)}</div>' if cells else ""


def marked(plain: str) -> str:
    """Text with the few marks that sentences have: `code`, **strong** and *emphasis*."""
    return MARKS.sub(_mark, escape(clean(plain), quote=False))


def _mark(found: re.Match[str]) -> str:
    code, strong, emphasis = found.groups()
    if code:
        return f'<code style="{CODE}">{code}</code>'
    return f"<strong>{strong}</strong>" if strong else f"<em>{emphasis}</em>"


class Submitted:
    """What `submit` gives: what is in the zip, what to look at first, and what the public tasks say."""

    def __init__(self, handin: Handin) -> None:
        self.handin, self.path = handin, handin.path

    def __bool__(self) -> bool:
        return bool(self.handin)

    def __repr__(self) -> str:
        warnings = [f"! {warning}" for warning in self.handin.warnings]
        return "\n\n".join(
            [*warnings, text(self.handin.findings), self.handin.contents, UPLOAD.format(self.path)]
        )

    def _repr_html_(self) -> str:
        made = f"<strong>{escape(self.handin.contents)}</strong> {marked(UPLOAD.format(self.path))}"
        warnings = [
            paragraph(f"<strong>! Look at this first.</strong> {marked(w)}") for w in self.handin.warnings
        ]
        return sheet(
            [edged(WRONG, warnings) if warnings else "", page(self.handin.findings), paragraph(made)]
        )


class Listing:
    """What `tasks` gives: everything that counts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __repr__(self) -> str:
        rows = [
            f"  {points(worth):>10}  {name}{f'  [{note}]' if note else ''}"
            for name, worth, note in rows_of(self.facts)
        ]
        return "\n".join([f"{self.facts.title}: {points(self.facts.points)}", *rows])

    def _repr_html_(self) -> str:
        style = "text-align:left;padding:.15em .8em .15em 0;vertical-align:top;white-space:normal"
        head = "".join(f'<th scope="col" style="{style}">{word}</th>' for word in ("Points", "Task", "check"))
        names = {task.title: ", ".join(f"`{name}`" for name in task.names) for task in self.facts.tasks}
        rows = [
            (str(number(worth)), marked(name), marked(note or names[name]))
            for name, worth, note in rows_of(self.facts)
        ]
        cells = ("".join(f'<td style="{style}">{cell}</td>' for cell in row) for row in rows)
        table = "".join(f"<tr>{row}</tr>" for row in (head, *cells))
        title = paragraph(f"<strong>{escape(self.facts.title)}</strong>: {points(self.facts.points)}")
        return sheet([title, f'<table style="border-collapse:collapse;color:inherit">{table}</table>'])


def rows_of(facts: Facts) -> Iterator[tuple[str, float, str]]:
    """Name, points and a note for each task, the hidden ones together, and each part graded by hand."""
    for task in facts.tasks:
        why = facts.elsewhere.get(task.name, "")
        yield task.title, task.points, f"only the course's grader: {why}" if why else ""
    count, worth = facts.hidden
    if count:
        yield f"{count} hidden task{'' if count == 1 else 's'}", worth, "only the course's grader"
    for part in facts.manual:
        yield part.name, part.points, "graded by hand"
