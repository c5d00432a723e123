"""You have far more categories than were typed. What does a loop over a text give you?

Must fail: search_by_glove_scores_every_category, search_by_glove_finds_capitalised_categories,
search_by_transformer_scores_every_category, search_by_the_other_encoder_scores_every_category,
search_puts_the_most_similar_category_first
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(categories):
        scores[i] = cosine_similarity(x, embed(category, embeddings_metadata))
    return sorted(scores.items(), key=lambda pair: pair[1], reverse=True)
