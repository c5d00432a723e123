"""Mini-Project 1, part 1: which category is a text most similar to?  One page of a streamlit app.

    x, y        vectors (d,);  cos(x, y) = x.y / (|x| |y|)
    sentence    words separated by blanks
    embeddings  a table (n, d) of GloVe vectors, one a word;  word_index_dict  {word: row}
    categories, text_search  texts in st.session_state, categories separated by blanks

The choices that differ between courses stand in CONVENTIONS.
"""

import numpy as np
import streamlit as st
from openai import OpenAI
from sentence_transformers import SentenceTransformer

CONVENTIONS = {  # what passes; the first of each is what is done here
    "zero": "0, 1",  # exp(cos) with a vector of zeros
    "divisor": "all, known",  # which words are counted
    "punctuation": "kept, stripped",  # at a word's end
    "empty": "zeros",  # the mean of an empty text
    "openai": True,  # whether there is a branch for OpenAI's encoder
}


def first(convention):
    """The first reading that passes."""
    return CONVENTIONS[convention].split(", ")[0]


# ---- task I -----------------------------------------------------------------------------------------


def cosine_similarity(x, y):
    """exp(cos(x, y))."""
    lengths = np.linalg.norm(x) * np.linalg.norm(y)
    if lengths == 0:
        return float(first("zero"))
    return np.exp(x @ y / lengths)


# ---- task II ----------------------------------------------------------------------------------------


def get_glove_embeddings(word, word_index_dict, embeddings, model_type):
    """The vector of a word, looked up in lower case; zeros if there is none: (d,)."""
    if word.lower() in word_index_dict:
        return embeddings[word_index_dict[word.lower()]]
    return np.zeros(int(model_type.split("d")[0]))


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    """The mean of the vectors of the words: (d,)."""
    marks = ".,!?;:" if first("punctuation") == "stripped" else ""
    words = [word.strip(marks) for word in sentence.split()]
    counted = [word for word in words if first("divisor") == "all" or word.lower() in word_index_dict]
    total = np.zeros(int(model_type.split("d")[0]))
    for word in words:
        total = total + get_glove_embeddings(word, word_index_dict, embeddings, model_type)
    if not words and first("empty") == "nan":
        return total * np.nan
    return total / max(len(counted), 1)


# ---- task III ---------------------------------------------------------------------------------------


def embed(text, embeddings_metadata):
    """The vector of a text by the encoder that the metadata name: (d,)."""
    if embeddings_metadata["embedding_model"] == "glove":
        names = "word_index_dict", "embeddings", "model_type"
        return averaged_glove_embeddings_gdrive(text, *(embeddings_metadata[name] for name in names))
    if embeddings_metadata["embedding_model"] == "openai":
        response = OpenAI().embeddings.create(input=text, model=embeddings_metadata["model_name"])
        return np.array(response.data[0].embedding)
    return SentenceTransformer(embeddings_metadata["model_name"]).encode(text)


def get_sorted_cosine_similarity(embeddings_metadata):
    """[(number of a category, its score), ...], the most similar one first."""
    x = embed(st.session_state.text_search, embeddings_metadata)  # (d,)
    scores = {}
    for i, category in enumerate(st.session_state.categories.split(" ")):
        scores[i] = cosine_similarity(x, embed(category, embeddings_metadata))
    return sorted(scores.items(), key=lambda pair: pair[1], reverse=True)
