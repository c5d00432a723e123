"""Null answers: what somebody hands in who has understood nothing. No task may be passed by one.

Each is laid over the reference, so that it knows the shape of the right answer and nothing else of it.

    zeros ones nan   the right answer with every number replaced
    larger           every array with one row more, every number in an array of one
    constant         the right answer to the first question of a task (or to a model), to all of its questions
    none zero empty  None, 0, ()
    echo pair        the argument back (or all of them); the first one, and all of them
    raises           an exception
"""

from collections.abc import Sequence

NUMBERS = {"zeros": "0", "ones": "1", "nan": "float('nan')"}
ANSWERS = {
    "none": "None",
    "zero": "0",
    "empty": "()",
    "echo": "args[0] if len(args) == 1 else args",
    "pair": "(args[0] if args else None, args)",
}
NAMES = (*NUMBERS, "larger", "constant", *ANSWERS, "raises")

MAKING = '''
import sys as _sys
import numpy as _np
_torch = _sys.modules.get("torch")

def _each(value, number, array):
    """The value with `number` in place of every number, `array(a)` of every array and tensor."""
    if isinstance(value, (bool, int, float, complex, _np.number, _np.bool_)):
        return number(value)
    if isinstance(value, _np.ndarray):
        return array(value)
    if _torch is not None and isinstance(value, _torch.nn.Module):
        return _blank(value, lambda answer: _each(answer, number, array))
    if _torch is not None and isinstance(value, _torch.Tensor):
        return _torch.as_tensor(array(value.detach().numpy()))
    if type(value) in (list, tuple):
        return type(value)(_each(item, number, array) for item in value)
    if isinstance(value, dict):
        return {key: _each(item, number, array) for key, item in value.items()}
    if isinstance(value, str):
        return None
    for key, item in vars(value).items() if type(value).__module__ == __name__ else ():
        setattr(value, key, _each(item, number, array))
    return value

def _blank(model, change):
    """A model without parameters that answers as `model` does, changed; so do its methods."""
    class Blank(_torch.nn.Module):
        def forward(self, *args, **kwargs):
            return change(model(*args, **kwargs))
        def train(self, mode=True):
            model.train(mode)
            return super().train(mode)
        def __getattr__(self, name):
            found = getattr(model, name)
            if not callable(found):
                return change(found)
            return lambda *args, **kwargs: change(found(*args, **kwargs))
    return Blank()

def _filled(fill):
    def array(a):
        return _np.full(a.shape, fill, dtype=a.dtype if a.dtype.kind in "fc" or fill == fill else float)
    return lambda value: _each(value, lambda n: fill, array)

def _larger(value):
    def array(a):
        return _np.concatenate([a, a[-1:]]) if a.ndim and len(a) else _np.ones((*a.shape, 1), a.dtype)
    return _each(value, lambda n: _np.ones(1) * n, array)

def _over(original, answer):
    """What stands in place of a function, class or value: answer(original, args, kwargs) is its answer."""
    if answer is _raising and not callable(original):
        return None
    if isinstance(original, dict):
        return {key: answer(original.get, (key,), {}) for key in original}
    if not callable(original):
        return answer(lambda: original, (), {})
    def function(*args, **kwargs):
        return answer(original, args, kwargs)
    return function

def _constantly():
    first, said = [], []
    def again(value):
        said.append(value)
        return said[0]
    def answer(original, args, kwargs):
        if not first:
            first.append(original(*args, **kwargs))
        is_model = _torch is not None and isinstance(first[0], _torch.nn.Module)
        return _blank(first[0], again) if is_model else first[0]
    return answer

def _raising(original, args, kwargs):
    raise NotImplementedError
'''


def null(kind: str, names: Sequence[str]) -> str:
    """The definitions that answer in this way in place of the reference's `names`."""
    if kind == "constant":
        answers = ["_constantly()"] * len(names)
    elif kind == "raises":
        answers = ["_raising"] * len(names)
    elif kind in ANSWERS:
        answers = [f"lambda original, args, kwargs: {ANSWERS[kind]}"] * len(names)
    else:
        change = "_larger" if kind == "larger" else f"_filled({NUMBERS[kind]})"
        answers = [f"lambda original, args, kwargs: {change}(original(*args, **kwargs))"] * len(names)
    lines = (f"{name} = _over({name}, {answer})" for name, answer in zip(names, answers, strict=True))
    return "\n".join([MAKING, *lines, ""])
