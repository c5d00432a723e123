"""Folds the sentence into its sum, keeps the categories in a heap, returns a tuple of pairs."""

import heapq
from functools import reduce


def cosine_similarity(x, y):
    def unit(v):
        n = np.sqrt(np.einsum("i,i", v, v))
        return v / n if n > 0 else v

    return np.array(np.exp(np.inner(unit(np.float64(x)), unit(np.float64(y)))))


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    def add(found, word):
        total, n = found
        key = word.casefold()
        return (total + embeddings[word_index_dict[key]], n + 1) if key in word_index_dict else (total, n)

    total, n = reduce(add, sentence.split(), (np.zeros(len(embeddings[0])), 0))
    return total if n == 0 else total * (1 / n)


def get_sorted_cosine_similarity(_, embeddings_metadata=None):
    x, heap = embed(st.session_state.text_search, embeddings_metadata), []
    for place, category in enumerate(st.session_state.categories.split()):
        heapq.heappush(heap, (-float(cosine_similarity(x, embed(category, embeddings_metadata))), place))
    found = []
    while heap:
        score, place = heapq.heappop(heap)
        found.append((np.int64(place), -score))
    return tuple(found)
