"""Words and sentences of English text, nearly as nltk's own tokenizers split them."""

import re

ENDINGS = r"n't|'(?:s|re|ve|ll|d|m)\b"
WORD = re.compile(rf"\w+?(?=n't\b)|{ENDINGS}|\w+(?:[-.]\w+)*|[^\w\s]", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


def word_tokenize(text: str, language: str = "english", preserve_line: bool = False) -> list[str]:
    """Words, endings like n't and 's, and punctuation marks."""
    return WORD.findall(text)


def wordpunct_tokenize(text: str) -> list[str]:
    """Runs of letters and digits, and runs of all else that is no blank."""
    return re.findall(r"\w+|[^\w\s]+", text)


def sent_tokenize(text: str, language: str = "english") -> list[str]:
    """Sentences: what ends in a full stop, question or exclamation mark before a capital."""
    return SENTENCE.split(text.strip()) if text.strip() else []


class RegexpTokenizer:
    """Splits by a regular expression: it describes words, or what lies between them."""

    def __init__(self, pattern: str, gaps: bool = False, discard_empty: bool = True, **_: object) -> None:
        self.pattern, self.gaps, self.discard_empty = re.compile(pattern), gaps, discard_empty

    def tokenize(self, text: str) -> list[str]:
        """The words of a text."""
        found: list[str] = self.pattern.split(text) if self.gaps else self.pattern.findall(text)
        return [word for word in found if word] if self.gaps and self.discard_empty else found
