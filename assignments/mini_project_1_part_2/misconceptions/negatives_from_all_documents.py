"""Now and then one of your negatives is a relevant document. Which documents must be taken out before you
draw?

Must fail: prepare_training_examples_has_no_relevant_negative
"""
import random
from sentence_transformers import InputExample


class TextSimilarityModel(TextSimilarityModel):
    def prepare_training_examples(self):
        pairs = self.train_query_id_to_relevant_doc_ids.items()
        ids = [(q, each, random.choice(self.document_ids)) for q, relevant in pairs for each in relevant]
        text = self.document_id_to_text
        return [InputExample(texts=[self.query_id_to_text[q], text[d], text[n]]) for q, d, n in ids]
