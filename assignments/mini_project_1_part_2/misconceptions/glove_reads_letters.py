"""Your vectors hardly depend on the words. Iterate over a short sentence and print what you get: is it
words?

Must fail: encode_with_glove_averages_the_words, encode_with_glove_has_one_rule_for_unknown_words
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def encode_with_glove(self, glove_file_path, sentences):
        with open(glove_file_path, encoding="utf-8") as file:
            rows = [line.split() for line in file]
        vectors = {word: np.array(numbers, dtype=float) for word, *numbers in rows}

        def one(sentence):
            return np.mean([vectors.get(letter, np.zeros(50)) for letter in sentence], axis=0)

        return [one(sentence) for sentence in sentences]
