"""A text without any known word has a vector of nan with you. By which number do you divide there?

Must fail: average_of_unknown_words_is_zero, average_of_an_empty_text
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    known = [word.lower() for word in sentence.split() if word.lower() in word_index_dict]
    total = np.zeros(int(model_type.split("d")[0]))
    for word in known:
        total = total + embeddings[word_index_dict[word]]
    return total / len(known)
