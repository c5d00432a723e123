"""An empty text has a vector of nan with you. How many words does it have?

Must fail: average_of_an_empty_text
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    marks = ".,!?;:" if first("punctuation") == "stripped" else ""
    words = [word.strip(marks) for word in sentence.split()]
    total = np.zeros(int(model_type.split("d")[0]))
    for word in words:
        total = total + get_glove_embeddings(word, word_index_dict, embeddings, model_type)
    return total / len(words)
