"""What the referee told of a class, and the questions that a test asks of it."""

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import Any

from tests.attacks.arena import TOLD_TO_STAFF

WORDS = {"passed", "failed", "raised", "lost", "absent"}
LEFT = ("harmed", "running", "escaped", "mounted", "objects", "changed", "strangers", "contacts")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The facts of one place."""

    facts: dict[str, Any]

    def results(self, student: str, when: str = "class") -> dict[str, Any]:
        """A student's results.json."""
        found: dict[str, Any] = json.loads(self.facts[when]["reports"][student]["results.json"])
        return found

    def feedback(self, student: str) -> str:
        """A student's feedback.md."""
        text: str = self.facts["class"]["reports"][student]["feedback.md"]
        return text

    def score(self, student: str, when: str = "class") -> float:
        """The points; none for what is withheld."""
        return float(self.results(student, when).get("score", 0))

    def statuses(self, student: str) -> dict[str, str]:
        """The word for each task."""
        return {o["task"]: o["status"] for o in self.results(student)["extra_data"]["outcomes"]}

    def blamed(self, student: str) -> dict[str, str]:
        """The tasks that ended as the grader's fault, each with what staff are told."""
        outcomes = self.results(student)["extra_data"]["outcomes"]
        return {o["task"]: o["staff"] for o in outcomes if o["status"] == "void"}

    def booked(self, student: str) -> str:
        """The score in the gradebook."""
        rows = csv.DictReader(io.StringIO(self.facts["class"]["books"]["gradebook.csv"]))
        return next(row["score"] for row in rows if row["student"] == student)

    def shown(self, student: str) -> str:
        """All that the student sees."""
        results = self.results(student)
        texts = [results["output"]]
        for test in results["tests"]:
            if test["visibility"] == "visible":
                texts += [test["name"], test["output"]]
        return "\n".join([*texts, self.feedback(student)])

    def kept(self, student: str) -> str:
        """All that any file of the student holds."""
        return "\n".join(self.facts["class"]["reports"][student].values())

    def untimed(self, student: str, when: str) -> tuple[str, str]:
        """Both files without the times."""
        files = self.facts[when]["reports"][student]
        results = re.sub(r'"(execution_time|seconds)": [0-9.e-]+', r'"\1": -', files["results.json"])
        return results, files["feedback.md"]

    def learned(self, text: str) -> set[str]:
        """The places whose canary is in a text, as it is, backwards or in hexadecimal digits."""
        found = set()
        for place, canary in self.facts["canaries"].items():
            digits = canary.rpartition("-")[2]
            if any(form in text for form in (digits, digits[::-1], digits.encode().hex())):
                found.add(place)
        return found

    def leaked(self, student: str) -> set[str]:
        """What the student may not see, and what not even staff would be told."""
        return self.learned(self.shown(student)) | (self.learned(self.kept(student)) - TOLD_TO_STAFF)

    def reached(self, student: str) -> set[str]:
        """What the attack itself says that it could do."""
        return set(re.findall(r"REACHED-[\w.-]+", self.kept(student)))

    def left(self) -> dict[str, Any]:
        """What is still there, or has changed, or was contacted."""
        return {kind: self.facts[kind] for kind in LEFT if self.facts[kind]}
