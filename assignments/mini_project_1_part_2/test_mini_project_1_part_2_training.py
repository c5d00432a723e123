"""Mini-Project 1, part 2: results are shown, and the encoder is fine-tuned."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assignments.mini_project_1_part_2.corpora import (
    DOCUMENTS,
    PAIRS,
    QUERIES,
    Best,
    K,
    corpora,
    mentioned,
    numbers_in,
    plain,
    relevance,
)
from autograder.claims import between, measured, near, task

ALWAYS = ("constant",)
QUERY_IDS = {plain(text): query for query, text in QUERIES.items()}
DOCUMENT_IDS = {plain(text): document for document, text in DOCUMENTS.items()}
RELEVANT = set(PAIRS)
TRAIN = relevance("train")
OFTEN = 12  # calls in which a negative from all documents is a relevant one at least once, but for 0.2 %
LEARNING = "fine_tune_model_changes_the_encoder"


def made(student, *corpus):
    """A TextSimilarityModel that has loaded a corpus, or all there is."""
    model = student.given.made(student.TextSimilarityModel, *corpus)
    assert student.given.holding(model) == near("texts", names="what TextSimilarityModel(...) holds")
    return model


# ---- show_ranking_documents -----------------------------------------------------------------------------


@st.composite
def asked(draw, own):
    """A Corpus and a question: one of its own, or one that it does not have."""
    corpus = draw(corpora())
    texts = [text for query, text in QUERIES.items() if (query in corpus.queries) == own]
    return replace(corpus, question=draw(st.sampled_from(texts)))


def shown(student, corpus):
    """What is printed for a question."""
    return student.given.printed(made(student, corpus.served), corpus.question)


def best(corpus):
    """The claim about the documents that are mentioned."""
    return Best(corpus.similarities(corpus.question), "what is printed")


@task(points=5, nulls=ALWAYS, examples=5)
@given(asked(own=True))
def test_show_ranking_documents_prints_the_best_ten_in_order(student, corpus):
    """It prints the ten most similar documents, by id or text, the most similar first."""
    assert mentioned(shown(student, corpus), corpus.documents) == best(corpus)


@task(points=2, nulls=ALWAYS, examples=4)
@given(asked(own=False))
def test_show_ranking_documents_takes_any_question(student, corpus):
    """The question need not be one of the corpus: it is encoded when it is asked."""
    assert mentioned(shown(student, corpus), corpus.documents) == best(corpus)


@task(points=3, nulls=ALWAYS, examples=4)
@given(asked(own=True))
def test_show_ranking_documents_prints_the_similarities(student, corpus):
    """Beside each of the ten its cosine is printed, with two decimals or more."""
    text = shown(student, corpus)
    wanted = sorted(corpus.similarities(corpus.question).values(), reverse=True)[:K]
    assert printed(text, wanted) == near("all ten similarities", names="what is printed")


def printed(text, similarities):
    """What is printed of these numbers."""
    numbers = numbers_in(text)
    missing = [each for each in similarities if not any(abs(each - n) <= allowed for n, allowed in numbers)]
    if not numbers:
        return "no number with two decimals" if text.strip() else "nothing"
    return f"not the similarity {missing[0]:.4f}" if missing else "all ten similarities"


# ---- prepare_training_examples ----------------------------------------------------------------------------


def prepared(student, times=1):
    """(question, document, whether they were said to belong together) of all examples; quoted if unknown."""
    pairs = []
    for texts, label in student.given.examples(made(student), times):
        ids = [QUERY_IDS.get(plain(text), f'"{text}"') for text in texts[:1]]
        ids += [DOCUMENT_IDS.get(plain(text), f'"{text}"') for text in texts[1:]]
        pairs += [(ids[0], each, n == 0 and label in (None, 1)) for n, each in enumerate(ids[1:])]
    return pairs


def named(pair):
    """A pair as it can be read."""
    return f"{pair[0]} with {pair[1]}"


@task(points=7, nulls=ALWAYS)
def test_prepare_training_examples_pairs_questions_with_their_answers(student):
    """An example begins with a question and a document that is relevant to it; most questions occur."""
    positive = [pair for pair in prepared(student) if pair[2]]
    wrong = [named(pair) for pair in positive if pair[:2] not in RELEVANT]
    assert (wrong or ["relevant pairs only"])[0] == near("relevant pairs only", names="among the examples")
    count = len({query for query, *_ in positive} & TRAIN.keys())
    assert (count,) == near(
        (between(len(TRAIN) // 2, len(TRAIN)),), names=("how many training questions occur",)
    )


@task(points=2, nulls=ALWAYS)
def test_prepare_training_examples_keeps_to_the_training_split(student):
    """No question of the validation split or the test split is trained with."""
    pairs = prepared(student)
    foreign = [query for query, *_ in pairs if query not in TRAIN] if pairs else ["no example"]
    assert (foreign or ["training questions only"])[0] == near(
        "training questions only", names="among the examples"
    )


@task(points=2, nulls=ALWAYS)
def test_prepare_training_examples_has_no_relevant_negative(student):
    """Where an example has a negative document, it is one that is not relevant to the question."""
    pairs = prepared(student, OFTEN)
    known = [pair for pair in pairs if pair[0] in QUERIES and pair[1] in DOCUMENTS]
    assert len(known) == near(len(pairs) or 1, names="how many pairs are of a question and a document")
    wrong = [named(pair) for pair in known if not pair[2] and pair[:2] in RELEVANT]
    assert (wrong or ["none"])[0] == near("none", names="negatives that are relevant")


# ---- fine_tune_model ------------------------------------------------------------------------------------

TEXTS = [*QUERIES.values(), *DOCUMENTS.values()]


def largest_change(encoders, before):
    """By how much the vectors of the encoder that changed most differ from those before."""
    after = [np.asarray(vectors, float) for vectors in encoders.values()]
    changes = [np.abs(each - before).max() if each.shape == before.shape else 1.0 for each in after]
    return float(max(changes, default=0.0))


def mean_average_precision(vectors):
    """MAP@10 of the test split, by the course's average precision, over all documents."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    place, ids = {text: n for n, text in enumerate(TEXTS)}, list(DOCUMENTS)
    scores = []
    for query, relevant in relevance("test").items():
        order = np.argsort(-(unit[len(QUERIES) :] @ unit[place[QUERIES[query]]]), kind="stable")[:K]
        hits = np.array([ids[i] in relevant for i in order], float)
        scores.append((hits * np.cumsum(hits) / np.arange(1, K + 1)).sum() / max(1, hits.sum()))
    return float(np.mean(scores))


@task(points=8, nulls=ALWAYS)
def test_fine_tune_model_changes_the_encoder(student):
    """fine_tune_model(16, 2, path) runs to its end; then an encoder gives other vectors than before."""
    model, before = made(student), np.asarray(student.given.fresh(TEXTS), float)
    count = sum(student.given.tuned(model, 16, 2))
    kept = [*student.given.encoded(model, TEXTS).values(), *student.given.saved(TEXTS).values()]
    changes = [largest_change({"": each}, before) for each in kept]
    found = "changed" if max(changes, default=0.0) > 0 else f"as before, {count} texts were trained with"
    assert found == near("changed", names="what the encoder answers after fine-tuning")
    tuned = kept[int(np.argmax(changes))]
    assert np.isfinite(tuned).all() == near(True, names="whether its vectors are finite numbers")
    measured("MAP@10", mean_average_precision(np.asarray(tuned, float)))


@task(points=3, nulls=ALWAYS, after=(LEARNING,))
def test_fine_tune_model_saves_what_it_has_learned(student):
    """The encoder that is saved under save_model_path is the fine-tuned one."""
    model, before = made(student), np.asarray(student.given.fresh(TEXTS), float)
    student.given.tuned(model, 16, 2)
    folders = student.given.saved(TEXTS)
    kinds = {True: "the fine-tuned encoder", False: "the encoder as it was"}
    found = kinds[largest_change(folders, before) > 0] if folders else "nothing"
    assert found == near("the fine-tuned encoder", names="what is saved under save_model_path")


@task(points=3, nulls=ALWAYS, after=(LEARNING,))
def test_fine_tune_model_obeys_batch_size_and_epochs(student):
    """Twice the epochs: more texts are trained with. Smaller batches: there are more steps."""
    one, two = (sum(student.given.tuned(made(student), 32, epochs)) for epochs in (1, 2))
    assert compared(two, one) == near("more", names=f"texts of 2 epochs, {two}, against {one} of 1")
    few, many = (len(student.given.tuned(made(student), size, 1)) for size in (32, 8))
    assert compared(many, few) == near("more", names=f"steps of batches of 8, {many}, against {few} of 32")


def compared(these, those):
    """How two counts are related that should differ by a factor of two or four."""
    return "more" if these >= 1.5 * max(1, those) else "not more"
