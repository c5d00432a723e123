"""Handles whose attributes change, raise, count, return themselves or the grader's own classes."""
# Row: 8
# Honest: wrong
import sys

class Shifty:
    def __init__(self): self.asked = 0
    def __getattribute__(self, name):
        if name in ("autograder_pack", "autograder_type_name", "__array_ufunc__", "__class__", "__dict__"):
            return None
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            return self
    def __eq__(self, other): return True
    def __getitem__(self, key): return self
    def __add__(self, other): return other
    __radd__ = __sub__ = __rsub__ = __add__

class Counter(Shifty):
    @property
    def total(self): return Shifty()
    def count(self): return sys.modules.get("autograder.sandbox.worker")
    def steps(self): return Shifty

def add(x, y): return Shifty()
def slope(f, t): return Shifty
def sign(t): return (Shifty(), Shifty)
def tale(): return type("str", (), {"__module__": "builtins"})()
