"""Your search ranks by how far vectors are apart, and long ones are far from everything. Which of your own
functions should score a category?

Must fail: search_by_glove_scores_every_category, search_by_transformer_scores_every_category,
search_by_the_other_encoder_scores_every_category, search_puts_the_most_similar_category_first
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories.split(" ")
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(categories):
        scores[i] = float(np.linalg.norm(x - embed(category, embeddings_metadata)))
    return sorted(scores.items(), key=lambda pair: pair[1])
