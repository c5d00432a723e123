"""Among your negatives are relevant documents. Which ids may a negative be drawn from?

Must fail: prepare_training_examples_has_no_relevant_negative
"""
from sentence_transformers import InputExample


class TextSimilarityModel(TextSimilarityModel):
    def prepare_training_examples(self):
        pairs = self.train_query_id_to_relevant_doc_ids.items()
        ids = [(query, each, relevant[0]) for query, relevant in pairs for each in relevant]
        text = self.document_id_to_text
        return [InputExample(texts=[self.query_id_to_text[q], text[d], text[n]]) for q, d, n in ids]
