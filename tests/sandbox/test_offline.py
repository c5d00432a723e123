"""Imports of what is missing, and of the offline stand-ins that take a module's place."""

import importlib.util
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox.offline import sources
from autograder.sandbox.standins import BrokenStandIn, OfflineModule, StandIn, StandInUsed, cause
from tests.sandbox.snippets import finding, run

SOURCES = sources()

HOMEWORK = {
    "tqdm": """
        from tqdm import tqdm, trange, tqdm_notebook
        import tqdm as whole
        total = 0
        for i, x in enumerate(tqdm([1, 2], desc="a", leave=False)): total += x
        for x in whole.tqdm(range(3), total=3): total += x
        for x in whole.notebook.tqdm((x for x in [5]), unit="b"): total += x
        for x in trange(2, 4, desc="b"): total += x
        assert total == 3 + 3 + 5 + 5 and len(tqdm([1, 2])) == 2 and list(tqdm_notebook([])) == []
    """,
    "tqdm by hand": """
        from tqdm.auto import tqdm
        with tqdm(total=10, desc="x") as bar:
            bar.update(3); bar.update()
            bar.set_postfix(loss=1, acc="2"); bar.set_description(f"{bar.n}"); bar.set_postfix_str("a")
            assert bar.n == 4 and bar.total == 10
        bar = tqdm(enumerate([4]), total=1)
        for i, x in bar: bar.set_postfix({"loss": x})
        bar.refresh(); bar.close(); bar.write("fine")
        assert bar.n == 1 and tqdm()
    """,
    "tqdm and pandas": """
        import pandas as pd
        from tqdm.autonotebook import tqdm
        tqdm.pandas(desc="x")
        assert list(pd.Series([1, 2]).progress_apply(lambda x: x + 1)) == [2, 3]
        assert list(pd.Series([1, 2]).progress_map(lambda x: -x)) == [-1, -2]
        frame = pd.DataFrame({"a": [1, 1], "b": [2, 3]})
        assert list(frame.progress_apply(sum, axis=1)) == [3, 4]
        assert list(frame.groupby("a").b.progress_apply(sum)) == [5]
    """,
    "nltk": """
        import nltk
        nltk.download("punkt", quiet=True)
        from nltk.tokenize import word_tokenize, sent_tokenize, RegexpTokenizer
        from nltk.corpus import stopwords
        assert word_tokenize("the cat sat, don't you?") == ["the", "cat", "sat", ",", "do", "n't", "you", "?"]
        assert nltk.word_tokenize("state-of-the-art it's") == ["state-of-the-art", "it", "'s"]
        assert sent_tokenize("One. Two? three. ") == ["One.", "Two? three."]
        assert RegexpTokenizer(r"[a-z]+").tokenize("a b1 c") == ["a", "b", "c"]
        assert RegexpTokenizer(r" +", gaps=True).tokenize(" a  b") == ["a", "b"]
    """,
    "tqdm, the rest": """
        from tqdm.keras import TqdmCallback
        from tqdm.contrib.concurrent import process_map
        from tqdm import tqdm_pandas
        callbacks = [TqdmCallback(verbose=1)]
    """,
    "display": """
        from IPython.display import display, HTML, Image, Audio, Markdown, Math, clear_output
        import IPython.display as ipd, IPython
        from IPython.core.display import display as show, HTML as H
        display(HTML("<b>"), Image(filename="x.png", width=3), Markdown("x"), Math(r"x^2"))
        clear_output(wait=True)
        ipd.Audio(data=[1], rate=2); IPython.display.clear_output(); show(H("x"))
        ipd.display_html("x"); ipd.set_matplotlib_formats("svg")
        assert HTML("<b>").data == "<b>"
    """,
    "shell": """
        from IPython import get_ipython
        from IPython.core.interactiveshell import InteractiveShell
        InteractiveShell.ast_node_interactivity = "all"
        ip = get_ipython()
        ip.run_line_magic("matplotlib", "inline"); ip.magic("load_ext autoreload"); ip.system("ls")
        assert ip is not None and "google.colab" not in str(ip)
    """,
    "shell and plots": """
        import IPython
        import matplotlib; matplotlib.use("Agg")
        from matplotlib import pyplot as plt
        plt.ion(); plt.install_repl_displayhook(); plt.figure(); plt.close(); plt.ioff()
    """,
    "Colab": """
        from google.colab import drive, files, output, userdata, auth
        import google.colab
        from google.colab.patches import cv2_imshow
        drive.mount("/content/drive", force_remount=True); drive.flush_and_unmount()
        for name in files.upload(): raise ValueError(name)
        files.download("model.pt"); output.clear(); auth.authenticate_user(); cv2_imshow([1])
        uploaded = google.colab.files.upload()
        assert uploaded == {} and userdata.get("KEY") == "" and google.colab.userdata.get("KEY") == ""
    """,
    "a Colab of its own": """
        import google.colab.drive
        google.colab.drive.mount("/content/drive")
    """,
    "widgets": """
        import ipywidgets as widgets
        from ipywidgets import IntSlider, VBox, Layout, fixed, interact, interact_manual, interactive
        @interact
        def f(x=3): raise ValueError
        @interact(x=(0, 10), y=IntSlider(value=3))
        def g(x, y): raise ValueError
        @interact_manual(x=1.0)
        def h(x): raise ValueError
        def k(x): raise ValueError
        assert interact(k, x=3) is k and f.__name__ + g.__name__ + h.__name__ == "fgh"
        w = interactive(k, x=IntSlider(value=7), y=fixed(3))
        slider = IntSlider(value=7, min=1, max=9, layout=Layout(width="50%"))
        slider.observe(k, names="value"); widgets.Button(description="x").on_click(k)
        box = VBox([slider, widgets.Label("x")]); out = widgets.Output()
        with out: print("x")
        @out.capture(clear_output=True)
        def m(x): return x
        widgets.link((slider, "value"), (slider, "value"))
        assert slider.value == 7 and box.children[0] is slider and w.children[0].value == 7 and m(1) == 1
        assert widgets.Dropdown(options=["a", "b"]).value == "a" and IntSlider().value is None
    """,
    "dotenv": """
        import os
        from dotenv import load_dotenv, find_dotenv, dotenv_values
        assert load_dotenv(find_dotenv()) is False and dotenv_values(".env") == {}
    """,
}


SLOW = {"tqdm and pandas", "shell and plots"}  # for what they import


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in HOMEWORK]
)
def test_ordinary_homework_goes_on(name: str) -> None:
    """What the offline stand-ins are for works, and no module counts as missing."""
    with finding(SOURCES) as finder, redirect_stdout(io.StringIO()):
        run(HOMEWORK[name])
    assert finder.missing == []


def test_offline_stand_ins_are_small() -> None:
    """Each has fewer than sixty lines."""
    assert {name for name, source in SOURCES.items() if source.count("\n") >= 60} == set()
    assert {"tqdm", "tqdm.auto", "IPython.display", "google.colab.files"} < set(SOURCES)
    assert "google" not in SOURCES


def test_what_an_offline_stand_in_lacks_says_so() -> None:
    """The part is a generic stand-in of its own name."""
    with finding(SOURCES), pytest.raises(StandInUsed) as caught:
        run("from tqdm import nothing\nlen(nothing)")
    assert str(caught.value) == (
        "the module tqdm is only partly there where this is graded (tqdm.nothing was used)"
    )
    with finding(SOURCES), pytest.raises(StandInUsed, match=r"the module tqdm\.rich is not installed"):
        run("import tqdm.rich as r\nlen(r.tqdm([1]))")


def test_stand_ins_win_over_what_is_installed() -> None:
    """An assignment's own hides a real module; a part that it lacks is a stand-in."""
    with finding({"wave": "def open(): return 3"}):
        space = run("import wave\nx = wave.open()\ny = wave.Wave_read")
    assert space["x"] == 3
    assert isinstance(space["y"], StandIn)
    import wave

    assert wave.Wave_read is not None


def test_modules_in_use_stay_real() -> None:
    """What a library has imported already is not replaced, nor are parts of it."""
    with finding() as finder:
        finder.offline.sources |= {"json": "x = 1", "json.tool": "x = 1", "xml.sax.nothing": "x = 1"}
        space = run("import json, json.tool\nhas = hasattr(json, 'dumps'), hasattr(json.tool, 'main')")
        assert space["has"] == (True, True)
        assert not isinstance(sys.modules["json"], OfflineModule)


PACKAGE = {
    "shop": "from .goods import Apple\nfrom shop import goods\nprice = Apple.price",
    "shop.goods": "from . import money\nfrom .money import coin\nclass Apple: price = coin * 2",
    "shop.money": "coin = 5",
}


def test_stand_ins_may_be_packages() -> None:
    """Relative imports work; parts are found as attributes and as modules."""
    with finding(PACKAGE) as finder:
        space = run("""
            import shop, shop.goods as goods
            from shop import money
            from shop.goods import Apple
            from shop.goods.deep import Thing
            from shop import *
            found = shop.price, goods.Apple.price, money.coin, price, Apple is goods.Apple
        """)
        assert space["found"] == (10, 10, 5, 10, True)
    assert finder.missing == []


BROKEN = {
    "NameError in line 2: name 'y' is not defined": "x = 1\nx = y",
    "SyntaxError in line 1": "x = = 1",
    "ZeroDivisionError in line 2: division by zero": "def f(): \n    1 / 0\nf()",
    "ModuleNotFoundError in line 1: No module named 'nowhere'": "import nowhere",
    "KeyError in line 1": "raise KeyError('x')",
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_broken_stand_in_is_named(message: str) -> None:
    """Whoever imports it reads which it is, and where it fails."""
    with finding({"broken": BROKEN[message], "broken.part": ""}), pytest.raises(BrokenStandIn) as caught:
        run("import broken.part")
    assert "the stand-in for broken does not work: " in str(caught.value)
    assert message.partition(" in line")[0] in str(caught.value)
    assert cause(caught.value) is None


def test_a_stand_in_that_needs_a_broken_one_names_that() -> None:
    """The innermost is at fault."""
    with finding({"a": "import b", "b": "1 / 0"}), pytest.raises(BrokenStandIn, match="stand-in for b does"):
        run("import a")


# -- what is missing ------------------------------------------------------------------------------


def test_missing_modules_are_listed_in_order() -> None:
    """By their first name, or by two where unrelated packages share one."""
    with finding(SOURCES) as finder:
        run("""
            import nowhere.deep.deeper as d, tqdm
            from elsewhere import *
            import google.generativeai as genai, nowhere.other
            from google.cloud import storage
        """)
    assert finder.missing == ["nowhere", "elsewhere", "google.generativeai", "google.cloud"]


def test_a_star_import_binds_the_names_that_are_free() -> None:
    """Those that the submission reads and does not bind; not what it has already, nothing private."""
    with finding(free=["sqrt", "relu", "Layer", "_hidden", "own"]) as finder:
        space = run("""
            from math import *
            own = 3
            from helpers import *
            from helpers.layers import *
            root, kind = sqrt(4), type(relu)
            class Net(Layer): pass
        """)
    assert (space["root"], space["own"]) == (2, 3)
    assert "_hidden" not in space
    assert finder.missing == ["helpers"]
    with pytest.raises(StandInUsed, match=r"the module helpers is not installed .*\(helpers\.relu was used"):
        space["relu"](1) + 1


@pytest.mark.parametrize("name", ["cupy", "google.colab", "google.cloud"])
def test_a_guarded_import_finds_nothing(name: str) -> None:
    """The student asks whether it is there; and whether this is Colab."""
    with finding(SOURCES, guarded=[name.partition(".")[0]]) as finder:
        space = run(f"try:\n    import {name}\n    there = True\nexcept ImportError:\n    there = False")
    assert space["there"] is False
    assert finder.missing == []


def test_a_guarded_import_finds_an_offline_stand_in() -> None:
    """`try: from tqdm import tqdm` succeeds."""
    with finding(SOURCES, guarded=["tqdm", "shop"]):
        assert run("try: import tqdm\nexcept ImportError: tqdm = 0")["tqdm"]


def test_to_ask_whether_a_module_exists_is_not_to_import_it() -> None:
    """importlib.util.find_spec says no; importlib.import_module gives the stand-in."""
    with finding(SOURCES) as finder:
        space = run("""
            import importlib.util
            there = importlib.util.find_spec("nowhere"), importlib.util.find_spec("tqdm")
        """)
        assert space["there"][0] is None
        assert space["there"][1] is not None
        assert finder.missing == []
        run("import importlib\nx = importlib.import_module('nowhere.deep').y")
        assert finder.missing == ["nowhere"]
    assert importlib.util.find_spec("nowhere") is None


def test_only_students_find_generic_stand_ins() -> None:
    """Code of any other file gets the ImportError that it may handle."""
    with finding() as finder:
        space: dict[str, Any] = {}
        with pytest.raises(ModuleNotFoundError):
            exec(compile("import nowhere", str(Path(__file__).with_name("library.py")), "exec"), space)
        run("import nowhere")
        with pytest.raises(ModuleNotFoundError):
            exec(compile("import nowhere.deep", "library.py", "exec"), space)
    assert finder.missing == ["nowhere"]


def test_a_part_that_an_installed_package_lacks_is_an_error() -> None:
    """json is there, json.nothing is not."""
    with finding() as finder, pytest.raises(ModuleNotFoundError, match=r"json\.nothing"):
        run("import json.nothing")
    assert finder.missing == []


def test_an_empty_finder_leaves_no_trace() -> None:
    """Removed, it answers no more."""
    before = list(sys.meta_path)
    with finding(SOURCES):
        assert len(sys.meta_path) == len(before) + 2
    assert sys.meta_path == before
