"""Looks up one answer, beside the student's code: what is wrong with another one does not matter then."""

from collections.abc import Mapping


def entry(answers, key):
    """{key: the answer}, {} where there is none; None if `answers` is no dict."""
    if not isinstance(answers, Mapping):
        return None
    return {key: answers[key]} if key in answers else {}
