"""One known word is treated as unknown, always the one in the first row. Which number stands for that row,
and what does `if` make of it?

Must fail: average_is_the_mean_of_the_words, average_divides_by_one_rule_where_words_are_unknown,
search_by_glove_scores_every_category, search_by_glove_finds_capitalised_categories
"""


def get_glove_embeddings(word, word_index_dict, embeddings, model_type):
    row = word_index_dict.get(word.lower())
    return embeddings[row] if row else np.zeros(int(model_type.split("d")[0]))
