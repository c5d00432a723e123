"""Plain Python; the divisor counts known words, marks are stripped, the result is a dict by names."""

import math
import re


def cosine_similarity(x, y):
    dot = sum(float(a) * float(b) for a, b in zip(x, y))
    lengths = math.sqrt(sum(float(a) ** 2 for a in x)) * math.sqrt(sum(float(b) ** 2 for b in y))
    return math.exp(dot / lengths if lengths else 0.0)


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type=50):
    total, n = np.zeros(int(str(model_type).replace("d", ""))), 0
    for word in re.findall(r"\w+", sentence.lower()):
        row = word_index_dict.get(word)
        if row is not None:
            total += embeddings[row]
            n += 1
    return total / n if n else total


def get_sorted_cosine_similarity(embeddings_metadata):
    x = embed(st.session_state["text_search"], embeddings_metadata)
    names = st.session_state["categories"].split()
    scores = {name: cosine_similarity(x, embed(name, embeddings_metadata)) for name in names}
    return dict(sorted(scores.items(), key=lambda item: -item[1]))
