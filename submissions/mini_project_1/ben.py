# Team: Ben, Cleo. Ben: code. Cleo: report
import streamlit as st
import numpy as np
import numpy.linalg as la
import pickle
import os
import gdown
from sentence_transformers import SentenceTransformer
import matplotlib.pyplot as plt
import math


# Some helpers that came with the assignment
def load_glove_embeddings(glove_path="Data/embeddings.pkl"):
    with open(glove_path, "rb") as f:
        return pickle.load(f, encoding="latin1")


def get_model_id_gdrive(model_type):
    ids = {"25d": ("w25", "e25"), "50d": ("w50", "e50"), "100d": ("w100", "e100")}
    return ids[model_type]


def download_glove_embeddings_gdrive(model_type):
    word_index_id, embeddings_id = get_model_id_gdrive(model_type)
    print("downloading", model_type)
    gdown.download(id=word_index_id, output="word_index_dict_" + str(model_type) + "_temp.pkl", quiet=False)
    gdown.download(id=embeddings_id, output="embeddings_" + str(model_type) + "_temp.npy", quiet=False)


# @st.cache_data()
def load_glove_embeddings_gdrive(model_type):
    word_index_dict = pickle.load(open("word_index_dict_" + str(model_type) + "_temp.pkl", "rb"), encoding="latin")
    embeddings = np.load("embeddings_" + str(model_type) + "_temp.npy")
    return word_index_dict, embeddings


@st.cache_resource()
def load_sentence_transformer_model(model_name):
    return SentenceTransformer(model_name)


def get_sentence_transformer_embeddings(sentence, model_name="all-MiniLM-L6-v2"):
    """ Embedding of a sentence, 384 numbers """
    sentenceTransformer = load_sentence_transformer_model(model_name)
    try:
        return sentenceTransformer.encode(sentence)
    except:
        return np.zeros(384 if model_name == "all-MiniLM-L6-v2" else 512)


def get_glove_embeddings(word, word_index_dict, embeddings, model_type):
    """ Embedding of one word """
    if word.lower() in word_index_dict:
        return embeddings[word_index_dict[word.lower()]]
    else:
        return np.zeros(int(model_type.split("d")[0]))


def get_category_embeddings(embeddings_metadata):
    """ Embedding of each category """
    model_name = embeddings_metadata["model_name"]
    st.session_state["cat_embed_" + model_name] = {}
    for category in st.session_state.categories.split(" "):
        if not category in st.session_state["cat_embed_" + model_name]:
            if model_name:
                vec = get_sentence_transformer_embeddings(category, model_name=model_name)
            else:
                vec = get_sentence_transformer_embeddings(category)
            st.session_state["cat_embed_" + model_name][category] = vec


def update_category_embeddings(embeddings_metadata):
    get_category_embeddings(embeddings_metadata)


### plots
def plot_piechart_helper(sorted_items):
    categories = st.session_state.categories.split(" ")
    fig, ax = plt.subplots(figsize=(3, 3))
    explode = np.zeros(len(categories))
    explode[0] = 0.2
    ax.pie([s for _, s in sorted_items], labels=[categories[i] for i, _ in sorted_items], explode=explode)
    return fig


def plot_alatirchart(models):
    tabs = st.tabs(list(models))
    for tab, name in zip(tabs, models):
        with tab:
            st.pyplot(plot_piechart_helper(models[name]))


def cosine_similarity(x, y):
    cs = np.dot(x, y) / (la.norm(x) * la.norm(y))
    return np.exp(cs)

def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type=50):
    embedding = np.zeros(int(model_type.split("d")[0]))
    words = sentence.split()
    if len(words) == 0:
        return embedding
    for word in words:
        embedding += get_glove_embeddings(word, word_index_dict, embeddings, model_type)
    return embedding / len(words)

def get_sorted_cosine_similarity(embeddings_metadata):
    """ sorted similarity of text and categories """
    categories = st.session_state.categories.split(" ")
    cosine_sim = {}
    if embeddings_metadata["embedding_model"] == "glove":
        word_index_dict = embeddings_metadata["word_index_dict"]
        embeddings = embeddings_metadata["embeddings"]
        model_type = embeddings_metadata["model_type"]
        input_embedding = averaged_glove_embeddings_gdrive(st.session_state.text_search, word_index_dict, embeddings, model_type)
        for index, category in enumerate(categories):
            cat = get_glove_embeddings(category, word_index_dict, embeddings, model_type)
            cosine_sim[index] = cosine_similarity(input_embedding, cat)
    else:
        model_name = embeddings_metadata["model_name"]
        if not "cat_embed_" + model_name in st.session_state:
            get_category_embeddings(embeddings_metadata)
        category_embeddings = st.session_state["cat_embed_" + model_name]
        print("text_search = ", st.session_state.text_search)
        if model_name:
            input_embedding = get_sentence_transformer_embeddings(st.session_state.text_search, model_name=model_name)
        else:
            input_embedding = get_sentence_transformer_embeddings(st.session_state.text_search)
        for index, category in enumerate(categories):
            if category not in category_embeddings:
                update_category_embeddings(embeddings_metadata)
                category_embeddings = st.session_state["cat_embed_" + model_name]
            cat = category_embeddings[category]
            cosine_sim[index] = cosine_similarity(input_embedding, cat)
    return sorted(cosine_sim.items(), key=lambda x: x[1], reverse=True)


if __name__ == "__main__":
    st.sidebar.title("GloVe Twitter")
    st.sidebar.markdown("""GloVe vectors, trained on tweets""")
    model_type = st.sidebar.selectbox("Choose the model", ("25d", "50d", "100d"), index=1)
    st.title("Search Demo")
    st.text_input(label="Categories", key="categories", value="Flowers Colors Cars Weather Food")
    text_search = st.text_input(label="Input your sentence", key="text_search", value="Roses are red")
    print(st.session_state["categories"])
    if not os.path.isfile("embeddings_" + str(model_type) + "_temp.npy"):
        with st.spinner("Downloading glove embeddings..."):
            download_glove_embeddings_gdrive(model_type)
    word_index_dict, embeddings = load_glove_embeddings_gdrive(model_type)
    if st.session_state.text_search:
        embeddings_metadata = {"embedding_model": "glove", "word_index_dict": word_index_dict,
                               "embeddings": embeddings, "model_type": model_type}
        with st.spinner("Cosine similarity for Glove..."):
            glove = get_sorted_cosine_similarity(embeddings_metadata)
        embeddings_metadata = {"embedding_model": "transformers", "model_name": ""}
        with st.spinner("Cosine similarity for 384d sentence transformer..."):
            transformer = get_sorted_cosine_similarity(embeddings_metadata)
        plot_alatirchart({"glove_" + str(model_type): glove, "sentence_transformer_384": transformer})
        st.write("Demo developed by [me](https://example.com)")
