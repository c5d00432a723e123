"""Mini-Project 1, part 1: a search app. Team members and who did what:

Fill in the three functions that raise NotImplementedError; the handout has the formulas and the conventions.
Hand in mini_project_1.py or mini_project_1.ipynb. `streamlit run mini_project_1.py` opens the app, which needs the .py.
"""

import os
import pickle

import gdown
import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from openai import OpenAI
from sentence_transformers import SentenceTransformer

# ---- Given: where vectors come from -------------------------------------------------------------

GDRIVE = {  # ids of the two files of each model on Google Drive, from the course page: words, vectors
    "25d": ("...", "..."),
    "50d": ("...", "..."),
    "100d": ("...", "..."),
}


def load_glove_embeddings_gdrive(model_type):
    """The two files of a GloVe model, downloaded if need be  ->  word_index_dict, embeddings."""
    paths = f"word_index_dict_{model_type}_temp.pkl", f"embeddings_{model_type}_temp.npy"
    for path, number in zip(paths, GDRIVE[model_type]):
        if not os.path.isfile(path):
            gdown.download(id=number, output=path, quiet=False)
    with open(paths[0], "rb") as file:
        word_index_dict = pickle.load(file, encoding="latin")
    return word_index_dict, np.load(paths[1])


def get_glove_embeddings(word, word_index_dict, embeddings, model_type):
    """The vector of one word, looked up in lower case; zeros if there is none  ->  (d,)."""
    if word.lower() in word_index_dict:
        return embeddings[word_index_dict[word.lower()]]
    return np.zeros(int(model_type.split("d")[0]))


@st.cache_resource()
def load_sentence_transformer_model(model_name):
    """The encoder of this name, loaded once."""
    return SentenceTransformer(model_name)


def get_sentence_transformer_embeddings(sentence, model_name="all-MiniLM-L6-v2"):
    """The vector of a text  ->  (384,) for the default model."""
    return load_sentence_transformer_model(model_name).encode(sentence)


@st.cache_resource()
def load_openai_client():
    """The client, which reads the key from the environment variable OPENAI_API_KEY."""
    return OpenAI(api_key=os.getenv("OPENAI_API_KEY"))


def get_openai_embeddings(sentence, model_name="text-embedding-3-small"):
    """The vector of a text  ->  (1536,) for the default model."""
    response = load_openai_client().embeddings.create(input=sentence, model=model_name)
    return np.array(response.data[0].embedding)


def get_category_embeddings(embeddings_metadata):
    """Store {category: vector} in st.session_state["cat_embed_" + model_name] (not for GloVe)."""
    model_name = embeddings_metadata["model_name"]
    is_openai = embeddings_metadata["embedding_model"] == "openai"
    embed = get_openai_embeddings if is_openai else get_sentence_transformer_embeddings
    found = {category: embed(category, model_name) for category in st.session_state.categories.split(" ")}
    st.session_state["cat_embed_" + model_name] = found


def update_category_embeddings(embeddings_metadata):
    """Store them anew, for categories that have changed."""
    get_category_embeddings(embeddings_metadata)


# ---- Task I: similarity -------------------------------------------------------------------------


def cosine_similarity(x, y):
    """Two vectors (d,)  ->  exp(cos(x, y)), a single number."""
    raise NotImplementedError


# ---- Task II: a vector for a sentence -----------------------------------------------------------


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    """A text  ->  (50,), the mean of the vectors of its words."""
    raise NotImplementedError


# ---- Task III: search ---------------------------------------------------------------------------


def get_sorted_cosine_similarity(embeddings_metadata):
    """The text and the categories in st.session_state  ->  [(number of the category, score), ...], sorted.

    embeddings_metadata["embedding_model"] is "glove" (with word_index_dict, embeddings, model_type),
    "transformers" or "openai" (with model_name).
    """
    raise NotImplementedError


# ---- The worked example, and the app ------------------------------------------------------------


def plot_piechart(scores):
    """The sorted scores as a pie."""
    categories = st.session_state.categories.split(" ")
    figure, axes = plt.subplots(figsize=(3, 3))
    axes.pie([score for _, score in scores], labels=[categories[i] for i, _ in scores], autopct="%1.1f%%")
    st.pyplot(figure)


def app():
    """Two input lines, and a tab with a pie for each encoder."""
    model_type = st.sidebar.selectbox("GloVe model", tuple(GDRIVE), index=1)
    st.title("Search by embeddings")
    st.text_input("Categories", key="categories", value="Flowers Colors Cars Weather Food")
    st.text_input("Your text", key="text_search", value="Roses are red, trucks are blue, and Seattle is grey")
    choices = [
        dict(zip(("word_index_dict", "embeddings"), load_glove_embeddings_gdrive(model_type))),
        dict(embedding_model="transformers", model_name="all-MiniLM-L6-v2"),
        dict(embedding_model="openai", model_name="text-embedding-3-small"),
    ]
    choices[0] |= dict(embedding_model="glove", model_type=model_type)
    for tab, metadata in zip(st.tabs([each["embedding_model"] for each in choices]), choices):
        with tab, st.spinner("Searching ..."):
            plot_piechart(get_sorted_cosine_similarity(metadata))


def worked_example():
    """The three results of the handout's example."""
    index, table = {"red": 0, "rose": 1, "car": 2}, np.array([[1.0, 0.0], [0.6, 0.8], [0.0, -1.0]])
    print("I:  ", cosine_similarity(np.array([1.0, 0.0]), np.array([0.6, 0.8])))
    print("II: ", averaged_glove_embeddings_gdrive("Red rose", index, table, "2d"))
    st.session_state.categories, st.session_state.text_search = "car rose", "red rose"
    metadata = dict(embedding_model="glove", word_index_dict=index, embeddings=table, model_type="2d")
    print("III:", get_sorted_cosine_similarity(metadata))


if __name__ == "__main__":
    if st.runtime.exists():  # opened by `streamlit run`
        app()
    else:  # run by `python`
        worked_example()
