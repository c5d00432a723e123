"""Scores all categories at once with sentence_transformers.util; an array with two columns comes back."""

import torch
from sentence_transformers import util


def cosine_similarity(x, y):
    similarity = util.cos_sim(np.asarray(x, np.float64), np.asarray(y, np.float64))[0, 0]
    return np.exp(similarity.numpy())


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    words = sentence.lower().replace(",", " ,").replace(".", " .").split()
    d = int(model_type[:-1])
    known = (embeddings[word_index_dict[w]].astype(float) for w in words if w in word_index_dict)
    total = sum(known, np.zeros(d))
    return total / max(1, len(words))


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories.split(" ")
    vectors = [embed(each, embeddings_metadata) for each in (st.session_state.text_search, *categories)]
    if embeddings_metadata["embedding_model"] == "transformers":
        model = SentenceTransformer(embeddings_metadata["model_name"])
        vectors = model.encode([st.session_state.text_search, *categories], convert_to_tensor=True)
    vectors = torch.as_tensor(np.stack([np.asarray(v) for v in vectors]))
    scores = torch.exp(util.pytorch_cos_sim(vectors[:1], vectors[1:]))[0]
    best = torch.topk(scores, len(categories))
    return np.array([best.indices.numpy(), best.values.numpy()]).T
