"""The vector of a single word is only half as long with you as it should be. Where does your count of words
start?

Must fail: average_is_the_mean_of_the_words, average_divides_by_one_rule_where_words_are_unknown
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    marks = ".,!?;:" if first("punctuation") == "stripped" else ""
    words = [word.strip(marks) for word in sentence.split()]
    total = np.zeros(int(model_type.split("d")[0]))
    for word in words:
        total = total + get_glove_embeddings(word, word_index_dict, embeddings, model_type)
    return total / (len(words) + 1)
