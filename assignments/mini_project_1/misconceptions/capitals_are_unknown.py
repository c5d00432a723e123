"""A word with a capital is unknown to you. In which letters are the words of the dict written?

Must fail: average_looks_up_words_in_lower_case, search_by_glove_finds_capitalised_categories
"""


def get_glove_embeddings(word, word_index_dict, embeddings, model_type):
    if word in word_index_dict:
        return embeddings[word_index_dict[word]]
    return np.zeros(int(model_type.split("d")[0]))
