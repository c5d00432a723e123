"""Mini-Project 1, part 2: words become sentences, sentences are ranked, rankings are measured.

Each example makes a model anew, TextSimilarityModel(corpus_name, rel_name), of a few questions and answers.
"""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assignments.mini_project_1_part_2.corpora import (
    DOCUMENTS,
    QUERIES,
    Best,
    corpora,
    relevance,
    serving,
)
from autograder.claims import near, task
from autograder.claims.strategies import arrays

ALWAYS = ("constant",)  # the same object for every question of a task is as good as a new one
SIZE = 50
WORDS = tuple(
    ["the", "a", "robot", "reads", "books", "about", "soup", "and", "learns", "to", "cook", "in", "rome"]
)
UNKNOWN = ("qwzx", "vbnm", "xylo")


def made(student, *corpus):
    """A TextSimilarityModel that has loaded a corpus."""
    model = student.given.made(student.TextSimilarityModel, *corpus)
    assert student.given.holding(model) == near("texts", names="what TextSimilarityModel(...) holds")
    return model


# ---- encode_with_glove ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Glove:
    """Vectors of words, and sentences of words."""

    words: tuple[str, ...]
    vectors: np.ndarray  # (words, 50)
    sentences: tuple[str, ...]

    def encoded(self, divisor):
        """The sum over the known words of each sentence by divisor(known, all): a list of (50,)."""
        known = dict(zip(self.words, self.vectors, strict=True))
        found = []
        for sentence in self.sentences:
            words = sentence.split()
            rows = [known[word] for word in words if word in known]
            found.append(np.sum([np.zeros(SIZE), *rows], axis=0) / max(1, divisor(len(rows), len(words))))
        return found


@st.composite
def gloves(draw, also=(), only=None):
    """A Glove of a few words; sentences have words of `also`, too, or no others than those of `only`."""
    words = WORDS[: draw(st.integers(3, len(WORDS)))]
    texts = st.lists(st.sampled_from(only or words), min_size=1, max_size=6)
    sentences = [draw(texts) for _ in range(draw(st.integers(1, 3)))]
    sentences[0] += [each for each in also for _ in range(draw(st.integers(1, 2)))]
    if also:
        sentences[0].append(words[0])
    return Glove(words, draw(arrays((len(words), SIZE))), tuple(map(" ".join, sentences)))


def with_glove(student, glove):
    """What encode_with_glove answers, as a list of one vector a sentence."""
    path = student.given.glove_file(list(glove.words), glove.vectors)
    model = made(student)
    return student.given.listed(model.encode_with_glove(path, list(glove.sentences)))


def near_sentences(wanted):
    """One vector (50,) a sentence, in single precision or double."""
    names = [f"the vector of sentence {n + 1}" for n in range(len(wanted))]
    return near(wanted, like=np.float32(1), scale=6.0, terms=6, names=names)


@task(points=6, nulls=ALWAYS, examples=8)
@given(gloves())
def test_encode_with_glove_averages_the_words(student, glove):
    """The vector of a sentence is the mean of the vectors of its words: one vector (50,) a sentence."""
    assert with_glove(student, glove) == near_sentences(glove.encoded(lambda known, every: every))


@task(points=2, nulls=ALWAYS, examples=8)
@given(gloves(also=UNKNOWN))
def test_encode_with_glove_has_one_rule_for_unknown_words(student, glove):
    """A word that is not in the file counts as zeros, or is left out: the same in every sentence."""
    got = with_glove(student, glove)
    rules = [glove.encoded(lambda known, every: every), glove.encoded(lambda known, every: known)]
    assert got == near_sentences(closest(got, rules))


def closest(got, rules):
    """The rule that an answer meets in the first sentence, else the first rule."""
    first = (
        np.asarray(got[0], float)
        if isinstance(got, list) and got and is_row(got[0])
        else np.full(SIZE, np.nan)
    )
    errors = [np.nan_to_num(np.abs(first - rule[0]).max(), nan=np.inf) for rule in rules]
    return rules[int(np.argmin(errors))]


def is_row(value):
    """Whether it is numbers (50,)."""
    return isinstance(value, np.ndarray) and value.shape == (SIZE,) and value.dtype.kind in "fiu"


@task(points=2, nulls=ALWAYS, examples=4)
@given(gloves(only=UNKNOWN))
def test_encode_with_glove_gives_zeros_if_no_word_is_known(student, glove):
    """A sentence of unknown words only has the vector of fifty zeros."""
    assert with_glove(student, glove) == near_sentences([np.zeros(SIZE) for _ in glove.sentences])


# ---- rank_documents -----------------------------------------------------------------------------------


def ranking(student, model, *method):
    """What is in query_id_to_ranked_doc_ids after rank_documents."""
    found = student.given.ranking(model, *method)
    kind = "a dict" if isinstance(found, dict) else f"of type {type(found).__name__}"
    assert kind == near("a dict", names="query_id_to_ranked_doc_ids")
    return found


def best(similarities, queries):
    """The claim that each query has its best documents first; only these queries count."""
    return near(
        {q: Best(similarities(q), "") for q in queries}, names={q: f"the ranking for {q}" for q in queries}
    )


def judged(found, corpus):
    """The part of a ranking that is about the test queries; each of them has one."""
    missing = [query for query in corpus.queries if query not in found]
    assert (missing or ["none"])[0] == near("none", names="a test query without a ranking")
    return {query: ids for query, ids in found.items() if query in corpus.queries}


@task(points=10, nulls=ALWAYS, examples=6)
@given(corpora())
def test_rank_documents_puts_the_most_similar_first(student, corpus):
    """For each test query: the ids of the ten documents with the largest cosine, the largest first."""
    found = ranking(student, made(student, corpus.served))
    assert judged(found, corpus) == best(lambda q: corpus.similarities(QUERIES[q]), corpus.queries)


def given_vectors(student, corpus, seed):
    """A model whose encode_with_glove answers with vectors of any length, and the cosines of these."""
    rng = np.random.default_rng(seed)
    served = corpus.served
    texts = [*served["queries"].values(), *served["documents"].values()]
    vectors = rng.normal(size=(len(texts), SIZE)) * rng.uniform(0.2, 5, size=(len(texts), 1))
    model = made(student, served)
    student.given.give_vectors(model, texts, vectors)
    unit = dict(zip(texts, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), strict=True))
    return model, lambda q: {d: float(unit[DOCUMENTS[d]] @ unit[QUERIES[q]]) for d in corpus.documents}


@task(points=6, nulls=ALWAYS, examples=6)
@given(corpora(), st.integers(0, 999))
def test_rank_documents_with_glove_goes_by_angle_not_by_length(student, corpus, seed):
    """With "glove", too, the largest cosine comes first, however long the vectors (which are given) are."""
    model, cosines = given_vectors(student, corpus, seed)
    assert judged(ranking(student, model, "glove"), corpus) == best(cosines, corpus.queries)


def in_words(found, corpus):
    """A ranking as text, query by query."""
    return {query: ", ".join(map(str, ids)) for query, ids in judged(found, corpus).items()}


@task(points=2, nulls=ALWAYS, examples=2)
@given(corpora(), st.integers(0, 999))
def test_rank_documents_ranks_anew_each_time(student, corpus, seed):
    """After "glove" and then "sentence_transformer" the ranking is that of the latter alone."""
    model, _ = given_vectors(student, corpus, seed)
    first = in_words(ranking(student, model, "glove"), corpus)
    then = in_words(ranking(student, model, "sentence_transformer"), corpus)
    alone = ranking(student, made(student, corpus.served), "sentence_transformer")
    assert then == near(in_words(alone, corpus))
    differ = "two" if first != then else "one"
    assert differ == near("two", names="how many rankings the two methods give")


@task(points=2, nulls=ALWAYS)
def test_load_data_keeps_the_relevance_of_the_validation_split(student):
    """An attribute val...relevant_doc_ids is a dict: validation query id -> ids of its relevant documents."""
    found = [in_order(each) for each in student.given.validation(made(student)).values()]
    wanted = in_order(relevance("validation"))
    assert len(found) == near(
        max(1, len(found)), names="how many dicts self.val...relevant_doc_ids there are"
    )
    assert (wanted if wanted in found else found[0]) == near(wanted)


def in_order(relevant):
    """Each query with its relevant documents, sorted, as text."""
    return {query: ", ".join(sorted(ids)) for query, ids in relevant.items()}


# ---- mean_average_precision ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Results:
    """For each query the documents that are relevant, and a ranking."""

    relevant: dict[str, list[str]]
    ranked: dict[str, list[str]]

    @property
    def served(self):
        """A corpus with this relevance in its test split, and nothing else."""
        rows = [[query, each, 2] for query, ids in self.relevant.items() for each in ids]
        documents = dict.fromkeys(
            [d for ids in (*self.relevant.values(), *self.ranked.values()) for d in ids]
        )
        return serving(self.relevant, documents, {"train": [], "validation": [], "test": rows})

    def precisions(self, divisor):
        """The average precision of each query, its sum divided by divisor(hits, relevant, ranked)."""
        found = []
        for query, ranked in self.ranked.items():
            relevant = self.relevant[query]
            hits = np.array([each in relevant for each in ranked], float)
            total = (hits * np.cumsum(hits) / np.arange(1, len(hits) + 1)).sum()
            found.append(float(total / max(1, divisor(hits.sum(), len(relevant), len(ranked)))))
        return found


DIVISORS = (
    lambda hits, relevant, ranked: hits,
    lambda hits, relevant, ranked: relevant,
    lambda hits, relevant, ranked: min(relevant, ranked),
)  # the function that the course gives; two others that books have


@st.composite
def results(draw, without=False):
    """Results of one to four queries; with `without` there is no relevant document in the first ranking."""
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    queries, documents = sorted(QUERIES), sorted(DOCUMENTS)[: draw(st.integers(4, 10))]
    relevant, ranked = {}, {}
    for number in range(draw(st.integers(1 + without, 4))):
        query = queries[number]
        order = [documents[i] for i in rng.permutation(len(documents))]
        ranked[query] = order[: rng.integers(2, len(order))]
        inside = [order[i] for i in rng.permutation(len(ranked[query]))[: rng.integers(1, 4)]]
        outside = order[len(ranked[query]) :][:1]
        relevant[query] = outside if without and not number else [*inside, *outside[: rng.integers(0, 2)]]
    return Results(relevant, ranked)


def map_and_mean(student, results):
    """What mean_average_precision gives, and the mean of the file's own average_precision."""
    model = made(student, results.served)
    each = [model.average_precision(results.relevant[q], results.ranked[q]) for q in results.ranked]
    readings = [results.precisions(divisor) for divisor in DIVISORS]
    errors = [sum(abs(a - b) if is_number(a) else 1 for a, b in zip(each, r, strict=True)) for r in readings]
    names = [f"average_precision for {query}" for query in results.ranked]
    assert each == near(readings[int(np.argmin(errors))], names=names)
    model.query_id_to_ranked_doc_ids = results.ranked
    return model.mean_average_precision(), float(np.mean(np.array(each, float)))


def is_number(value):
    """Whether it is a finite number."""
    return isinstance(value, int | float | np.number) and bool(np.isfinite(value))


@task(points=7, nulls=ALWAYS, examples=12)
@given(results())
def test_mean_average_precision_is_the_mean_over_the_queries(student, results):
    """The mean of average_precision (your file's own) over the test queries and their rankings."""
    got, mean = map_and_mean(student, results)
    assert got == near(mean)


@task(points=3, nulls=ALWAYS, examples=8)
@given(results(without=True))
def test_mean_average_precision_counts_queries_without_a_hit(student, results):
    """A query whose ranking has no relevant document has average precision 0, and counts in the mean."""
    got, mean = map_and_mean(student, results)
    assert got == near(mean)
