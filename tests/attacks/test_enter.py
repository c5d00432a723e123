"""What a command finds of this machine's folders."""

import subprocess
import sys

import pytest

from tests.attacks import contexts
from tests.attacks.place import PROJECT, open_folder

REVEALED = """
import sys
from pathlib import Path
from tests.attacks.enter import MS_PRIVATE, MS_REC, NEWNS, become, mount, reveal, unshare
root, *needed = map(Path, sys.argv[1:])
unshare(NEWNS)
mount("none", "/", flags=MS_REC | MS_PRIVATE)
reveal(needed)
become(12345)
print(*sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()))
"""


@pytest.mark.slow
def test_what_is_closed_to_others_is_revealed_and_nothing_beside_it() -> None:
    """Below a folder that others may not enter they find what is needed, and only that, whether the folder is
    above it or the needed one itself."""
    if reason := contexts.reason_it_cannot("root"):
        pytest.skip(reason)
    with open_folder("closed") as root:
        for path in ("above/needed/file", "above/secret/file", "itself/file", "itself/below/file"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("text")
        for closed in ("above", "itself"):
            (root / closed).chmod(0o700)
        needed = [str(root), str(root / "above" / "needed"), str(root / "itself")]
        ran = subprocess.run(
            [sys.executable, "-c", REVEALED, *needed], cwd=PROJECT, capture_output=True, text=True
        )
    assert (ran.stderr, ran.stdout) == ("", "above/needed/file itself/below/file itself/file\n")
