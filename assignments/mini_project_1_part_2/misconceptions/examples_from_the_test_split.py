"""Your encoder is trained with the questions that it will be tested with. What would its MAP tell you
then?

Must fail: prepare_training_examples_keeps_to_the_training_split
"""
from sentence_transformers import InputExample


class TextSimilarityModel(TextSimilarityModel):
    def prepare_training_examples(self):
        pairs = (self.train_query_id_to_relevant_doc_ids | self.test_query_id_to_relevant_doc_ids).items()
        ids = [(query, each) for query, relevant in pairs for each in relevant]
        return [InputExample(texts=[self.query_id_to_text[q], self.document_id_to_text[d]]) for q, d in ids]
