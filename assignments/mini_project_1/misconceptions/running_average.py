"""The last word of a sentence counts more with you than the first. How often is the first one halved?

Must fail: average_is_the_mean_of_the_words, average_divides_by_one_rule_where_words_are_unknown
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    marks = ".,!?;:" if first("punctuation") == "stripped" else ""
    mean = None
    for word in sentence.split():
        vector = get_glove_embeddings(word.strip(marks), word_index_dict, embeddings, model_type)
        mean = vector if mean is None else (mean + vector) / 2
    return np.zeros(50) if mean is None else mean
