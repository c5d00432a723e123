"""You return one vector where one for each sentence is wanted. Over what do you average: over the words of
a sentence, or over everything?

Must fail: encode_with_glove_averages_the_words, encode_with_glove_has_one_rule_for_unknown_words,
encode_with_glove_gives_zeros_if_no_word_is_known
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def encode_with_glove(self, glove_file_path, sentences):
        with open(glove_file_path, encoding="utf-8") as file:
            rows = [line.split() for line in file]
        vectors = {word: np.array(numbers, dtype=float) for word, *numbers in rows}

        def one(sentence):
            return np.mean([vectors.get(word, np.zeros(50)) for word in sentence.split()], axis=0)

        return np.mean([one(sentence) for sentence in sentences], axis=0)
