"""Our own and staff's faults. Nothing a student does raises one of these.

GraderError
├── BadInput          what the command was given cannot be graded; one sentence, exit code 2
├── AuthorError       an assignment breaks a rule of the house; the task or the assignment is void
└── EngineError       the grader itself failed: no process, no answer from the zygote; void
"""


class GraderError(Exception):
    """The root: carries one clear sentence for staff, no traceback needed."""


class BadInput(GraderError):
    """A path, file or option is wrong. The sentence names the thing and the fix."""


class AuthorError(GraderError):
    """An assignment is written wrongly. The sentence names the file or task and the rule."""


class EngineError(GraderError):
    """The machinery failed. Grade again; if it stays, the sentence is the bug report."""
