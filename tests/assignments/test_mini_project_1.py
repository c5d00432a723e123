"""`mini_project_1` under the conventions of other terms, and the modules that stand in for the app's."""

import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.intake.assignments import read_assignment
from autograder.judging.grader import Grader
from autograder.judging.sources import reference_text
from autograder.model import Cell, Submission
from tests.assignments.conftest import ROOT, declared, graded, not_passed

NAME = "mini_project_1"
FOLDER = ROOT / "assignments" / NAME
SILENT = {'zero = "0, 1"': 'zero = "nan, 0, 1"', 'empty = "zeros"': 'empty = "nan, zeros"'}
STRICT = {'"all, known"': '"known"', '"kept, stripped"': '"stripped"', "openai = true": "openai = false"}
ZERO = "cosine_similarity_with_a_zero_vector"
RULE, MARKS = "average_divides_by_one_rule_where_words_are_unknown", "average_with_punctuation"
TOLD: dict[str, dict[str | bool, str]] = {
    "zero": {"0, 1": "Return 0, or exp(0) = 1; nan is not accepted", "0, 1, nan": "Return what you like"},
    "divisor": {
        "all, known": "all words, or by that of the known words",
        "known": "number of the known words.",
    },
    "punctuation": {"kept, stripped": "may stay there", "stripped": "is stripped before"},
    "empty": {"zeros": "or an empty text: a vector of d zeros", "zeros, nan": "An empty text is not graded"},
    "openai": {
        True: '"The other encoder" is OpenAI\'s',
        False: '"The other encoder" is a second transformer',
    },
}  # conventions and what the handout says of each
EMPTY = "average_of_an_empty_text"
ALSO: dict[str, dict[str, set[str]]] = {
    "silent": {"looks_in_the_table": {"search_by_glove_scores_every_category"}},  # now with nan
    "strict": {"empty_text_is_nan": {RULE}, "nothing_known_is_nan": {MARKS}},  # all words, marks kept
}  # what misconceptions fail beside what they declare
NOT: dict[str, set[str]] = {
    "silent": {ZERO, EMPTY},
    "strict": set(),
}  # what fails for another answer than nan only
NAN = ("zero_divides", "empty_text_is_nan", "nothing_known_is_nan")


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`standin(name)`: a stand-in as a module; afterwards it was never there."""
    monkeypatch.syspath_prepend(FOLDER / "standins")
    monkeypatch.chdir(FOLDER)
    yield import_module
    names = {path.stem for path in (FOLDER / "standins").iterdir()}
    for module in [module for module in sys.modules if module.partition(".")[0] in names]:
        del sys.modules[module]


def turned(root: Path, turns: dict[str, str]) -> None:
    """A course with this assignment under other conventions."""
    folder = root / "assignments" / NAME
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (folder / "assignment.toml").read_text(encoding="utf-8")
    for old, new in turns.items():
        assert settings.count(old) == 1
        settings = settings.replace(old, new)
    (folder / "assignment.toml").write_text(settings, encoding="utf-8")
    (root / "reference_solutions").mkdir()
    shutil.copy(ROOT / "reference_solutions" / f"{NAME}.py", root / "reference_solutions")


@pytest.mark.parametrize("convention", TOLD)
def test_the_handout_says_what_is_chosen(convention: str) -> None:
    """Of two possible wordings it has the one that fits assignment.toml."""
    text = (FOLDER / "handout.md").read_text(encoding="utf-8")
    told = [chosen for chosen, words in TOLD[convention].items() if words in text]
    assert told == [read_assignment(NAME, ROOT).conventions[convention]]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "turns"), [("silent", SILENT), ("strict", STRICT)])
def test_other_terms_judge_by_their_own_conventions(tmp_path: Path, name: str, turns: dict[str, str]) -> None:
    """What a term accepts passes and what it does not fails; all else is right and wrong as ever."""
    turned(tmp_path, turns)
    paths = sorted((tmp_path / "assignments" / NAME).glob("misconceptions/*.py"))
    with Grader(read_assignment(NAME, tmp_path)) as grader:
        assert not grader.faults
        chosen = Cell(1, reference_text(grader.assignment))
        as_printed = Cell(1, grader.assignment.reference.read_text(encoding="utf-8"))
        submissions = [Submission("printed", tmp_path, (as_printed,)), Submission("ok", tmp_path, (chosen,))]
        for path in paths:
            submissions.append(Submission(path.stem, path, (chosen, Cell(2, path.read_text("utf-8")))))
        failed = {student: set(not_passed(report)) for student, report in graded(grader, submissions).items()}
    assert failed.pop("printed") == (set() if name == "silent" else {RULE, MARKS})
    wanted = {path.stem: declared(path) | ALSO[name].get(path.stem, set()) for path in paths}
    for misconception in NAN:
        wanted[misconception] -= NOT[name]
    assert failed == wanted | {"ok": set()}


def test_the_vectors_are_the_ones_that_were_made() -> None:
    """There is one for every line of texts.txt."""
    path = FOLDER / "data" / "encoder.npz"
    lines = path.with_name("texts.txt").read_text(encoding="utf-8").splitlines()
    with np.load(path) as held:
        assert held["texts"].tolist() == lines
        assert held["vectors"].shape == (len(lines), 384)


def test_the_session_answers_by_item_and_by_attribute(standin: Any) -> None:
    """Values are set and found either way; what is missing raises as in the app."""
    state = standin("streamlit").session_state
    state.categories, state["text_search"] = "a b", "c"
    assert (state["categories"], state.text_search, "x" in state) == ("a b", "c", False)
    assert state.get("x", 1) == 1
    assert state.setdefault("x", []) == []
    with pytest.raises(AttributeError, match="initialize"):
        _ = state.nothing
    with pytest.raises(KeyError, match="initialize"):
        _ = state["nothing"]


def test_widgets_keep_what_they_were_given(standin: Any) -> None:
    """Values and first options, on the page and in the side bar; buttons are not pressed."""
    st = standin("streamlit")
    assert st.text_input("Text", value="roses", key="text_search") == st.session_state.text_search == "roses"
    assert st.text_input("Text", value="trucks", key="text_search") == "roses"
    assert st.sidebar.selectbox("Model", ("25d", "50d"), index=1) == "50d"
    assert (st.radio("Model", ["a", "b"]), st.slider("k", 1, 10, 3), st.button("Go")) == ("a", 3, False)
    assert st.secrets["openai"]["key"] == st.secrets.openai_key == st.secrets.get("key")


def test_groups_can_be_entered_and_unpacked(standin: Any) -> None:
    """Columns, tabs, forms, spinners and what nobody has heard of."""
    st = standin("streamlit")
    left, right = st.columns([1, 2])
    (tab,) = st.tabs(["GloVe"])
    with left, tab, st.spinner("Wait"), st.form("f"), st.sidebar, right.container() as box:
        box.line_chart([1]).add_rows([2])
        st.something_new(1)
    st.progress(0).progress(50)


def test_caching_leaves_functions_as_they_are(standin: Any) -> None:
    """With and without brackets; they can be told to forget."""
    st = standin("streamlit")

    def double(name: str) -> str:
        return name * 2

    load = st.cache_resource(st.cache_data(show_spinner=False)(double))
    assert load("a") == "aa"
    load.clear()
    st.cache_data.clear()


def test_the_encoder_honours_the_form_that_is_asked_for(standin: Any) -> None:
    """A text or several, as arrays or tensors, of length 1; the same text always has the same vector."""
    model = standin("sentence_transformers").SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2")
    one, several = model.encode("milk"), model.encode(["milk", "no such text"], batch_size=8)
    assert (one.shape, one.dtype, several.shape) == ((384,), np.float32, (2, 384))
    assert (several[0] == one).all()
    assert abs(np.linalg.norm(several, axis=1) - 1).max() < 1e-6
    tensor = model.encode(["milk", "war"], convert_to_tensor=True, normalize_embeddings=True)
    assert abs(float(model.similarity(tensor, one)[0, 0]) - 1) < 1e-6
    assert standin("sentence_transformers").SentenceTransformer("all-mpnet-base-v2").encode("milk").shape == (
        768,
    )


def test_util_compares_as_the_library_does(standin: Any) -> None:
    """Cosines of all pairs, from the module or from its name; the nearest come first."""
    util = standin("sentence_transformers.util")
    assert standin("sentence_transformers").util is util
    x, ys = np.array([3.0, 4.0]), np.array([[0.0, 2.0], [1.0, 0.0], [-6.0, -8.0]])
    assert np.abs(util.cos_sim(x, ys).numpy() - [[0.8, 0.6, -1]]).max() < 1e-6
    assert np.abs(util.dot_score(x, ys).numpy() - [[8, 3, -50]]).max() < 1e-6
    assert [found["corpus_id"] for found in util.semantic_search(x, ys, top_k=2)[0]] == [0, 1]


def test_each_service_has_its_own_models(standin: Any) -> None:
    """OpenAI's vectors come in their length and by item or attribute; a model of the other is refused."""
    client = standin("openai").OpenAI()
    answer = client.embeddings.create(input=["milk", "war"], model="text-embedding-3-small")
    assert [len(item.embedding) for item in answer.data] == [1536, 1536]
    assert answer["data"][1]["embedding"] == answer.data[1].embedding
    with pytest.raises(OSError, match="text-embedding-3-small"):
        standin("sentence_transformers").SentenceTransformer("text-embedding-3-small")
    with pytest.raises(standin("openai").NotFoundError):
        client.embeddings.create(input="milk", model="all-MiniLM-L6-v2")
