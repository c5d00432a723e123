"""Your scores lie between -1 and 1, though your own similarity does not. Which function scores a category?

Must fail: search_by_glove_scores_every_category, search_by_transformer_scores_every_category,
search_by_the_other_encoder_scores_every_category
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories.split(" ")
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(categories):
        y = embed(category, embeddings_metadata)
        scores[i] = float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))
    return sorted(scores.items(), key=lambda pair: pair[1], reverse=True)
