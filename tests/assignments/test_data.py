"""The data that assignments bring along are the very files that their README describes."""

import hashlib

import pytest

from tests.assignments.conftest import ROOT

SHA256 = {
    "autoencoder/data/digits.npz": "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e",
    "first_network/data/digits.npz": "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e",
    "mini_project_1/data/encoder.npz": "3ac2ed32f848a254eecd8a1b0f507e890f91f2bd5eb86b3b55686bc657493dbe",
    "mini_project_1_part_2/data/corpus.json": (
        "874e2078c4e1fe7391509d4d9f362550044bf8006096e09f2125b0a33506c968"
    ),
    "mini_project_1_part_2/data/sentences.npz": (
        "5241b63664c4489896d3e1b532d3d0ca4e7880f3ba81af1d789dc30031eb7578"
    ),
    "semantic_search/data/sentences.npz": "c3ee81f2f9a57919107c08c46708838534c3a8832fc82f6d319a789d01f37af7",
    "semantic_search/data/words.npz": "d7dbdae4fac5e6c2efbbde096d1c16c5638ef04dada986450218c5f053afb682",
}


@pytest.mark.parametrize("path", SHA256)
def test_data_are_the_files_that_were_measured(path: str) -> None:
    """The file has its known digest, and a README beside it names it."""
    file = ROOT / "assignments" / path
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHA256[path]
    assert file.name in (file.parent / "README.md").read_text(encoding="utf-8")


def test_every_file_of_data_is_known() -> None:
    """What is no text and no program has its digest here."""
    found = ROOT.glob("assignments/*/data/*.*")
    known = {path.relative_to(ROOT / "assignments").as_posix() for path in found}
    assert {path for path in known if not path.endswith((".md", ".txt", ".py"))} == set(SHA256)
