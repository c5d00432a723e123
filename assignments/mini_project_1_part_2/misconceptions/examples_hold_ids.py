"""Your examples hold PLAIN-2 and MED-10. Does an encoder know what stands behind an id?

Must fail: prepare_training_examples_pairs_questions_with_their_answers,
prepare_training_examples_keeps_to_the_training_split, prepare_training_examples_has_no_relevant_negative
"""
from sentence_transformers import InputExample


class TextSimilarityModel(TextSimilarityModel):
    def prepare_training_examples(self):
        pairs = self.train_query_id_to_relevant_doc_ids.items()
        return [InputExample(texts=[query, each]) for query, relevant in pairs for each in relevant]
