"""Questions and their answers for data/sentences.npz of semantic_search, from a package; not needed to grade.

    pip install chatterbot-corpus==1.3.3 --no-deps
    python -m reference_solutions.semantic_search_texts LINES.txt
    python -m reference_solutions.vectors sentences LINES.txt sentences.npz
    python -m reference_solutions.vectors words 1500 words.npz

The first half of the lines are questions, the second half their answers in the same order.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import yaml

TOPICS = "computers", "science", "literature", "money", "trivia", "tech_support"  # files of the package
MOST = 110  # pairs of a topic
SHORTEST, LONGEST = 3, 40  # words of a text


def pairs(topic):
    """All questions of a topic with their first answers, each question and each answer once."""
    (folder,) = find_spec("chatterbot_corpus").submodule_search_locations
    text = Path(folder, "data", "english", f"{topic}.yml").read_text(encoding="utf-8")
    answers = {}
    for turns in yaml.safe_load(text)["conversations"]:
        question, answer = (" ".join(str(turn).split()) for turn in turns[:2])
        if fits(question) and fits(answer) and answer not in answers.values():
            answers.setdefault(question, answer)
    return [*answers.items()]


def fits(text):
    """Whether it is neither too short to mean something nor too long."""
    return SHORTEST <= len(text.split()) <= LONGEST


def spread(items, most):
    """At most so many of them, evenly spread."""
    step = max(1.0, len(items) / most)
    return [items[int(i * step)] for i in range(min(len(items), most))]


def main(out):
    """Write the lines."""
    chosen = [pair for topic in TOPICS for pair in spread(pairs(topic), MOST)]
    questions, answers = zip(*chosen, strict=True)
    Path(out).write_text("\n".join([*questions, *answers]) + "\n", encoding="utf-8")
    print(f"{len(chosen)} questions and as many answers")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
