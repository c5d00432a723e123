"""Your list has scores and no categories. How is the page to know which score belongs to which?

Must fail: search_by_glove_scores_every_category, search_by_glove_finds_capitalised_categories,
search_by_transformer_scores_every_category, search_by_the_other_encoder_scores_every_category,
search_puts_the_most_similar_category_first
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories.split(" ")
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(categories):
        scores[i] = cosine_similarity(x, embed(category, embeddings_metadata))
    return sorted(scores.values(), reverse=True)
