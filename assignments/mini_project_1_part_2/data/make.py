"""Makes corpus.json and the lines for sentences.npz out of chatterbot-corpus; see README.md.

python make.py FOLDER LINES.txt     FOLDER holds the English *.yml of chatterbot_corpus/data/english
"""

import hashlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml

SUBJECTS = "ai", "coding", "food", "literature", "money", "movies", "science", "sports", "tech_support"
SHORTEST, LONGEST, PREFIX = 25, 240, 24  # characters of an answer; by its first 24 it can be told from others
WORDS = 3  # of a question, at least
MOST_CODE = 50  # answers about coding, which are many
LEFT_OUT = re.compile(r"\b(die|kill|mate|cloning|pleasure|wine|drink|sinsemillia)\b", re.IGNORECASE)


def pairs(folder):
    """Question and answer of each conversation of two turns, with single spaces."""
    for subject in SUBJECTS:
        text = (Path(folder) / f"{subject}.yml").read_text(encoding="utf-8")
        found = 0
        for turns in yaml.safe_load(text)["conversations"]:
            if len(turns) == 2 and all(isinstance(turn, str) for turn in turns):
                question, answer = (" ".join(turn.split()) for turn in turns)
                if suits(question, answer) and (subject != "coding" or found < MOST_CODE):
                    found += 1
                    yield question, answer


def suits(question, answer):
    """Whether a question and its answer say something."""
    long_enough = len(question.split()) >= WORDS and SHORTEST <= len(answer) <= LONGEST
    return long_enough and not LEFT_OUT.search(f"{question} {answer}")


def plain(text):
    """What two spellings of a text have in common."""
    return " ".join(re.findall(r"\w+", text.lower()))


def relations(folder):
    """Each question, with all answers that it was given: {question: [answer]}, no two answers alike."""
    questions, found, begun = {}, defaultdict(list), {}
    for question, answer in pairs(folder):
        asked = questions.setdefault(plain(question), question)
        known = begun.setdefault(plain(answer)[:PREFIX], answer)
        if known == answer and answer not in found[asked]:
            found[asked].append(answer)
    return {question: answers for question, answers in found.items() if answers}


def digest(text):
    """A number in hexadecimal that mixes texts up, always in the same way."""
    return hashlib.sha256(plain(text).encode()).hexdigest()


def split_of(question):
    """Six of ten questions are for training, two each for validation and test."""
    digit = int(digest(question), 16) % 10
    return "train" if digit < 6 else "validation" if digit < 8 else "test"


def main(folder, lines):
    """Write both files."""
    found = relations(folder)
    answers = sorted({answer for each in found.values() for answer in each}, key=digest)
    documents = {f"MED-{10 + number}": answer for number, answer in enumerate(answers)}
    queries = {f"PLAIN-{2 + 10 * number}": question for number, question in enumerate(found)}
    ids = {answer: key for key, answer in documents.items()}
    qrels = {"train": [], "validation": [], "test": []}
    for key, question in queries.items():
        qrels[split_of(question)] += [[key, ids[answer], 2] for answer in found[question]]
    content = {"documents": documents, "queries": queries, "qrels": qrels}
    text = json.dumps(content, indent=0, ensure_ascii=False) + "\n"
    Path(__file__).with_name("corpus.json").write_text(text, encoding="utf-8")
    Path(lines).write_text("\n".join([*queries.values(), *documents.values()]) + "\n", encoding="utf-8")
    print(len(documents), "documents,", {split: len(rows) for split, rows in qrels.items()}, "relations")


if __name__ == "__main__":
    main(*sys.argv[1:])
