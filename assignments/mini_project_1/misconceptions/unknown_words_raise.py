"""A word that is not in the dict ends your function with an error. Which kind of look-up asks first?

Must fail: average_divides_by_one_rule_where_words_are_unknown, average_with_punctuation,
average_of_unknown_words_is_zero
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    words = sentence.split()
    if not words:
        return np.zeros(int(model_type.split("d")[0]))
    return sum(embeddings[word_index_dict[word.lower()]] for word in words) / len(words)
