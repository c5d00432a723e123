"""How an answer may be written: an option, statements, truth values, a number with its unit, weights.

Whatever can mean only one thing is read; of the rest a Mismatch says how to write it. Nothing here knows
what is right.
"""

import math
import re
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from autograder.claims import Mismatch
from autograder.claims.claim import as_array
from autograder.claims.mismatch import shortened

COUNTED = (list, tuple, set, frozenset, dict)
SEVERAL = (list, tuple, set, frozenset, np.ndarray)
LARGE = {
    **dict.fromkeys(("k", "thousand"), Fraction(10**3)),
    **dict.fromkeys(("m", "mio", "mil", "mill", "mln", "million", "millions"), Fraction(10**6)),
    **dict.fromkeys(("b", "bn", "billion", "billions"), Fraction(10**9)),
}
YES, NO = {"true", "yes", "t", "y", "1"}, {"false", "no", "f", "n", "0"}
GROUPED = (
    r"\d{1,3}(?:(?P<by>[,_ '])\d{3}(?:(?P=by)\d{3})*(?:\.\d*)?|(?:\.\d{3}){2,})"  # 12,013,010 12.013.010
)
POWER = r"\s*(?:[x×*·]\s*10\s*(?:\^|\*\*)\s*|e\s*\+?)(?P<power>-?\d+)"  # 1.2e7, 1.2 x 10^7
QUANTITY = re.compile(
    r"(?:about|around|roughly|circa|ca\.?|approx\.?|approximately|exactly|[~≈=])?\s*"
    rf"(?P<digits>-?(?:{GROUPED}|\d+(?:[.,]\d*)?|\.\d+))(?!\d)(?:{POWER})?\s*(?P<unit>[a-z]*)(?P<rest>\D*)"
)
CHOSEN = re.compile(
    r"(?:option|answer|choice|statement|number|no|nr|#)?[ .:]*(\d+|[a-h])(?:\.0*)?(?:[ .:=-]+(.+))?"
)
IDLE = {"", "and", "only", "number", "numbers", "statement", "statements"}


def answer(student, key):
    """What stands under a key of `answers`, and what messages call it.

    Raises:
        Mismatch: nothing does.
    """
    name, found = f'answers["{key}"]', student.given.entry(student.answers, key)
    if not isinstance(found, dict):
        raise Mismatch("answers", "something else", "a dict", "answers is not a dict; compare the starter")
    if key not in found:
        why = "the question is left out, or the line that answers it failed"
        raise Mismatch("answers", f"no {key}", key, f'answers has no key "{key}": {why}')
    if blank(found[key]):
        raise Mismatch(name, "empty", "an answer", f"{name} is not filled in")
    return name, found[key]


def blank(value):
    """Whether nothing was answered."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, np.ndarray):
        return value.size == 0
    return value is None or (isinstance(value, COUNTED) and not value)


def several(value):
    """The items of a list, a tuple, a set or an array with one axis; [] for all else."""
    return list(value) if isinstance(value, SEVERAL) and getattr(value, "ndim", 1) == 1 else []


def unreadable(name, value, wanted):
    """The mismatch of what can mean anything or nothing."""
    shown = " ".join(shortened(value).split())
    return Mismatch(name, shown, wanted, f"{name} is {shown}, which cannot be read; write {wanted}")


def scalar(value):
    """A single number, an int if it is whole; None for all else. True and False are no numbers."""
    array = as_array(value)
    if array is None or array.shape or array.dtype.kind not in "iuf" or not np.isfinite(array):
        return None
    number = array.item()
    return int(number) if number == int(number) else number


def simple(text):
    """Without capitals, brackets, quotation marks and what ends a sentence."""
    return " ".join(re.sub(r"[()\[\]{}\"'`]", " ", text.lower()).split()).strip(" .:;!")


# ---- options and statements ---------------------------------------------------------------------


def option(name, value, texts):
    """The number of an option, from its number, letter or text; `texts` are those of options 1, 2, ...

    Option 0 stands for none of them, and can only be written as a text.
    """
    if isinstance(value, list | tuple | set | frozenset) and len(value) == 1:
        (value,) = value
    number = scalar(value)
    if number is not None and number >= 1 and number in texts:
        return number
    words = simple(value) if isinstance(value, str) else "" if number is None else str(number)
    found = CHOSEN.fullmatch(words)
    if found:
        place = int(found[1]) if found[1].isdigit() else ord(found[1]) - ord("a") + 1
        if place >= 1 and place in texts and (not found[2] or alike(found[2], texts[place])):
            return place
    places = [place for place, known in texts.items() if alike(words, known)]
    if len(places) != 1:
        raise unreadable(name, value, f"a number from 1 to {max(texts)}")
    return places[0]


def alike(words, texts):
    """Whether it is one of these texts, or the same number as one of them."""
    number = quantity(words, LARGE)
    return words in texts or (number is not None and number in [quantity(text, LARGE) for text in texts])


def statements(name, value, n):
    """{1: whether statement 1 is among those named, ..., n: ...}."""
    wanted = f"a list of numbers from 1 to {n}"
    items = several(value) or [value]
    if isinstance(value, str):
        items = [word for word in re.split(r"[\s,;&]+", simple(value)) if word not in IDLE]
    elif isinstance(value, Mapping):
        items = [key for key, held in value.items() if truth(f"{name}[{key!r}]", held)]
    elif len(items) == n and all(isinstance(item, bool | np.bool_) for item in items):
        items = [place for place, held in enumerate(items, start=1) if held]
    found = [option(name, item, {place: () for place in range(1, n + 1)}) for item in items]
    if not found or len(found) != len(set(found)):
        raise unreadable(name, value, wanted)
    return {place: place in found for place in range(1, n + 1)}


# ---- truth values -------------------------------------------------------------------------------


def truth(name, value):
    """True or False, or a word or a number for it."""
    words = simple(str(value)) if isinstance(value, str | bool | np.bool_) else str(scalar(value))
    if words in YES | NO:
        return words in YES
    raise unreadable(name, value, "True or False")


def truths(name, value, items):
    """{item: its truth value}; what is left open is left out. A list names those that are true."""
    if several(value) and all(isinstance(item, str) for item in value):
        value = dict.fromkeys(items, False) | dict.fromkeys(map(spelled, value), True)
    if not isinstance(value, Mapping):
        raise unreadable(name, value, "a dict of True and False, as in the starter")
    told = {spelled(key): held for key, held in value.items()}
    for key in told.keys() - {*items}:
        raise Mismatch(name, key, "a key", f"{name} has {key!r} in it; the items are {', '.join(items)}")
    return {key: truth(f'{name}["{key}"]', held) for key, held in told.items() if not blank(held)}


def spelled(key):
    """A key without capitals and joints: "Learning_Rate" is "learning rate"."""
    return " ".join(re.split(r"[\s_-]+", str(key).strip().lower()))


# ---- numbers ------------------------------------------------------------------------------------


def number(name, value, units=LARGE):
    """A number, or a text that begins with one; a unit multiplies it."""
    found = quantity(value, units) if isinstance(value, str) else scalar(value)
    if found is None:
        raise unreadable(name, value, "a number, or a text such as '3.5 million'")
    return found


def quantity(text, units):
    """The number that a text begins with, times its unit; None if there is none, or another one behind it."""
    plain = " ".join(re.sub(r"(?<=.)\([^()]*\)\s*$", "", text.lower()).split())
    found = QUANTITY.fullmatch(plain)
    if not found:
        return logarithm(" ".join(text.lower().split()))
    digits = found["digits"]
    if found["by"]:
        digits = digits.replace(found["by"], "")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    amount = Fraction(digits.replace(",", ".").rstrip(".")) * Fraction(10) ** int(found["power"] or 0)
    amount *= Fraction(units.get(found["unit"], 1))
    return int(amount) if amount.denominator == 1 else float(amount)


def logarithm(text):
    """`ln 5`, `log(5)`: the natural logarithm; None for all else."""
    found = re.fullmatch(r"=?\s*(?:natural )?(?:math\.|np\.|torch\.)?(?:ln|log)\s*\(?\s*(\d+)\s*\)?", text)
    return math.log(int(found[1])) if found and int(found[1]) else None


# ---- arrays -------------------------------------------------------------------------------------


def array(name, value, *shapes):
    """Finite numbers of one of these shapes, in the first of them; None is any length from 2 on."""
    try:
        found = np.asarray(value)
    except (TypeError, ValueError):  # lists of different lengths, or what is no list of numbers at all
        found = np.array(np.nan)
    found = found.astype(np.float64) if found.dtype.kind in "biuf" else np.array(np.nan)
    fits = [s for s in shapes if len(s) == found.ndim and all(map(_fits, s, found.shape))]
    if not fits or not np.isfinite(found).all():
        sizes = " or ".join(str(s).replace("None", "H at least 2") for s in shapes)
        shape = f"has shape {found.shape}" if np.isfinite(found).all() else "is not made of finite numbers"
        raise Mismatch(name, shape, sizes, f"{name} {shape}, wanted finite numbers of shape {sizes}")
    return found


def _fits(wanted, side):
    return side >= 2 if wanted is None else side == wanted


def network(name, value):
    """(W1, b1, W2, b2) as arrays (2, H), (H,), (H,), (), from a tuple, a list or a dict of them."""
    parts = ("W1", "b1", "W2", "b2")
    if isinstance(value, Mapping) and value.keys() == {*parts}:
        value = [value[part] for part in parts]
    if not isinstance(value, list | tuple) or len(value) != len(parts):
        raise unreadable(name, value, "a tuple (W1, b1, W2, b2)")
    W1 = array(f"{name}, W1", value[0], (2, None))  # (2, H)
    H = W1.shape[1]
    b1 = array(f"{name}, b1", value[1], (H,))
    W2 = array(f"{name}, W2", value[2], (H,), (H, 1)).reshape(H)
    return W1, b1, W2, array(f"{name}, b2", value[3], (), (1,)).reshape(())
