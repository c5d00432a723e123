"""Every sentence has the vector of zeros with you. Where do you look whether a word is known: among words,
or among numbers?

Must fail: average_is_the_mean_of_the_words, average_divides_by_one_rule_where_words_are_unknown,
average_looks_up_words_in_lower_case, average_with_punctuation, average_of_unknown_words_is_zero,
average_of_an_empty_text, search_by_glove_finds_capitalised_categories
"""


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    total, n = np.zeros(int(model_type.split("d")[0])), 0
    for word in sentence.split():
        if word.lower() in word_index_dict.values():
            total += embeddings[word_index_dict[word.lower()]]
            n += 1
    return total / n if n else total
