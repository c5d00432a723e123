"""Takes the text as an argument; torch inside the similarity; vectors are remembered in the session."""

import torch
import torch.nn.functional as F


def cosine_similarity(x, y):
    return torch.exp(F.cosine_similarity(torch.as_tensor(x).double(), torch.as_tensor(y).double(), dim=0))


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    words = [word.strip(".,!?;:'\"()") for word in sentence.split()]
    rows = [get_glove_embeddings(word, word_index_dict, embeddings, model_type) for word in words]
    return torch.from_numpy(np.mean(rows, axis=0)) if rows else torch.zeros(50)


def get_sorted_cosine_similarity(text_search, embeddings_metadata):
    key = "cat_embed_" + embeddings_metadata.get("model_name", "glove")
    if key not in st.session_state:
        st.session_state[key] = {}
    categories = st.session_state.categories.split(" ")
    for category in categories:
        if category not in st.session_state[key]:
            st.session_state[key][category] = embed(category, embeddings_metadata)
    x = embed(text_search, embeddings_metadata)
    scores = np.array([cosine_similarity(x, st.session_state[key][c]).item() for c in categories])
    order = np.argsort(-scores)
    return [[i, scores[i]] for i in order]
