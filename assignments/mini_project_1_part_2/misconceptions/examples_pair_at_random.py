"""Your examples pair a question with whatever comes along. What will the encoder learn to put near each
other?

Must fail: prepare_training_examples_pairs_questions_with_their_answers
"""
import random
from sentence_transformers import InputExample


class TextSimilarityModel(TextSimilarityModel):
    def prepare_training_examples(self):
        questions = [self.query_id_to_text[query] for query in self.train_query_id_to_relevant_doc_ids]
        return [InputExample(texts=[question, random.choice(self.documents)]) for question in questions]
