"""Which imports may fail without harm, because the student's code handles that itself."""

import pytest

from autograder.sandbox.guards import guarded_imports
from autograder.sandbox.parsing import statements


def guarded(source: str) -> frozenset[str]:
    """The modules of one cell."""
    return guarded_imports(statement.node for statement in statements(source, 1, "<cell 1>"))


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("try:\n  import a.b\n  from c.d import e\nexcept ImportError: pass", {"a", "c"}),
        ("try:\n  import a\nexcept (KeyError, ModuleNotFoundError): import b", {"a"}),
        ("try:\n  import a\nexcept: pass", {"a"}), ("try:\n  import a\nexcept Exception as e: pass", {"a"}),
        ("try:\n  import a\nexcept BaseException: pass", {"a"}),
        ("try:\n  import a\nexcept KeyError: pass\nexcept ImportError: pass", {"a"}),
        ("def f():\n  try:\n    import a\n  except ImportError: pass", {"a"}),
        ("try:\n  if x:\n    import a\nexcept ImportError: pass", {"a"}),
        ("try:\n  import a\nfinally: pass", set()), ("try:\n  import a\nexcept ValueError: pass", set()),
        ("try: pass\nexcept ImportError: import a", set()),
        ("import a\nfrom . import b", set()), ("\ufefftry:\n  import a\nexcept ImportError: pass", {"a"}),
        ("!ls\ntry:\n  import a\nexcept ImportError: pass\nx = (", {"a"}),
        ("try:\n  from . import a\nexcept: pass", set()), ("x = (", set()),
    ],
)  # fmt: skip
def test_an_import_is_guarded_where_its_failure_is_handled(source: str, modules: set[str]) -> None:
    """Only then does the student want to know that a module is missing."""
    assert guarded(source) == modules
