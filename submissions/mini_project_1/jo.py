# Jo: all of it
import streamlit as st
import numpy as np
import numpy.linalg as la
import pickle
import os
import gdown
from sentence_transformers import SentenceTransformer
import matplotlib.pyplot as plt
import math
from openai import OpenAI
import time
import pandas as pd


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


@st.cache_resource()
def load_openai_client():
    api_key = os.getenv("OPENAI_API_KEY")
    if not api_key:
        st.warning("no OPENAI_API_KEY")
        return None
    return OpenAI(api_key=api_key)


def get_openai_embeddings(sentence, model_name="text-embedding-3-small"):
    client = load_openai_client()
    d = 1536 if model_name == "text-embedding-3-small" else 3072
    if client is None:
        return np.zeros(d)
    try:
        response = client.embeddings.create(input=sentence, model=model_name)
        return np.array(response.data[0].embedding)
    except Exception as e:
        st.error(f"Error: {e}")
        return np.zeros(d)


def get_category_embeddings(embeddings_metadata):
    model_name = embeddings_metadata["model_name"]
    embedding_model = embeddings_metadata["embedding_model"]
    cache_key = "cat_embed_" + embedding_model + "_" + model_name
    st.session_state[cache_key] = {}
    for category in st.session_state.categories.split(" "):
        if embedding_model == "openai":
            st.session_state[cache_key][category] = get_openai_embeddings(category, model_name=model_name)
        else:
            st.session_state[cache_key][category] = get_sentence_transformer_embeddings(category, model_name=model_name)


def update_category_embeddings(embeddings_metadata):
    get_category_embeddings(embeddings_metadata)


def cosine_similarity(x, y):
    from sentence_transformers import util
    return math.exp(util.pytorch_cos_sim(x, y).item())


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    words = [w.strip(".,!?;:'\"()") for w in sentence.split()]
    vectors = np.array([get_glove_embeddings(w, word_index_dict, embeddings, model_type) for w in words if w])
    return vectors.mean(axis=0) if len(vectors) else np.zeros(int(model_type[:-1]))


EMBED = {
    "glove": lambda text, m: averaged_glove_embeddings_gdrive(text, m["word_index_dict"], m["embeddings"], m["model_type"]),
    "transformers": lambda text, m: get_sentence_transformer_embeddings(text, m["model_name"]),
    "openai": lambda text, m: get_openai_embeddings(text, m["model_name"]),
}


def get_sorted_cosine_similarity(embeddings_metadata):
    embed = EMBED[embeddings_metadata["embedding_model"]]
    x = embed(st.session_state.text_search, embeddings_metadata)
    names = st.session_state["categories"].split()
    scores = np.array([cosine_similarity(x, embed(name, embeddings_metadata)) for name in names])
    order = scores.argsort()[::-1]
    return list(zip(order, scores[order]))

st.set_page_config(page_title="Search", layout="wide")
st.title("Semantic search")
client = OpenAI(api_key=st.secrets["OPENAI_API_KEY"])
model_type = st.sidebar.selectbox("Choose the model", ("25d", "50d", "100d"), index=1)
model_name = st.sidebar.radio("Transformer", ["all-MiniLM-L6-v2", "all-mpnet-base-v2"])
if "categories" not in st.session_state:
    st.session_state.categories = "Flowers Colors Cars"
if "history" not in st.session_state:
    st.session_state["history"] = []
st.text_input("Categories", key="categories")
text = st.text_input("Input", key="text_search", value="Roses are red, trucks are blue")
k = st.slider("how many", 1, 10, 3)
col1, col2 = st.columns(2)
tab1, tab2, tab3 = st.tabs(["GloVe", "Transformer", "OpenAI"])
if not os.path.isfile("embeddings_" + model_type + "_temp.npy"):
    with st.spinner("Downloading..."):
        gdown.download(id="abc", output="embeddings_" + model_type + "_temp.npy", quiet=False)
old_vectors = pickle.load(open("Data/embeddings.pkl", "rb"))
word_index_dict, embeddings = load_glove_embeddings_gdrive(model_type)
with st.form("f"):
    go = st.form_submit_button("Search")

if st.button("Search!") or text:
    with st.sidebar:
        st.write("searching", k)
    with col1, tab1:
        result = get_sorted_cosine_similarity({"embedding_model": "glove", "word_index_dict": word_index_dict,
                                               "embeddings": embeddings, "model_type": model_type})
        best = result[0][0]
        st.metric("best", st.session_state.categories.split()[best], f"{result[0][1]:.2f}")
        st.session_state.history.append(best)
    df = pd.DataFrame(result, columns=["category", "score"])
    st.bar_chart(df.set_index("category"))
    st.dataframe(df.style.highlight_max())
    st.success("done")
else:
    st.stop()
