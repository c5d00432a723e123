"""A category with a capital has the same score for every text. How did you look up its vector?

Must fail: search_by_glove_finds_capitalised_categories
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(st.session_state.categories.split(" ")):
        if category not in embeddings_metadata.get("word_index_dict", [category]):
            scores[i] = 1.0
        else:
            scores[i] = cosine_similarity(x, embed(category, embeddings_metadata))
    return sorted(scores.items(), key=lambda pair: pair[1], reverse=True)
