"""Your vectors point the right way, but long sentences get long vectors. After adding up, what is still
missing to make it an average?

Must fail: encode_with_glove_averages_the_words, encode_with_glove_has_one_rule_for_unknown_words
"""
import numpy as np


class TextSimilarityModel(TextSimilarityModel):
    def encode_with_glove(self, glove_file_path, sentences):
        with open(glove_file_path, encoding="utf-8") as file:
            rows = [line.split() for line in file]
        vectors = {word: np.array(numbers, dtype=float) for word, *numbers in rows}

        def one(sentence):
            return sum((vectors.get(word, np.zeros(50)) for word in sentence.split()), np.zeros(50))

        return [one(sentence) for sentence in sentences]
