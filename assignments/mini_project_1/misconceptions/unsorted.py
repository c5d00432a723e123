"""Your list has the categories in the order in which they were typed. Which of the five steps is missing?

Must fail: search_puts_the_most_similar_category_first
"""


def get_sorted_cosine_similarity(embeddings_metadata):
    categories = st.session_state.categories.split(" ")
    x = embed(st.session_state.text_search, embeddings_metadata)
    scores = {}
    for i, category in enumerate(categories):
        scores[i] = cosine_similarity(x, embed(category, embeddings_metadata))
    return list(scores.items())
