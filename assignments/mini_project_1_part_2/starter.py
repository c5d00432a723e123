"""Mini-Project 1, part 2: fill in every method that raises NotImplementedError, and the gap in load_data.

The handout has the formulas and the conventions. Hand in this file as mini_project_1_part_2.py (or the
notebook as mini_project_1_part_2.ipynb). Methods of your own are welcome; keep names and order of arguments.
"""

import random

import numpy as np
from datasets import load_dataset
from sentence_transformers import InputExample, SentenceTransformer, losses
from sklearn.metrics.pairwise import cosine_similarity
from torch.utils.data import DataLoader


class TextSimilarityModel:
    """Ranks the documents of a corpus for a query, and fine-tunes the encoder that it ranks with."""

    def __init__(self, corpus_name, rel_name, model_name="all-MiniLM-L6-v2", top_k=10):
        self.model = SentenceTransformer(model_name)
        self.corpus_name = corpus_name
        self.rel_name = rel_name
        self.top_k = top_k
        self.load_data()

    def load_data(self):
        """Load texts, ids, and which documents are relevant to which query in each split."""
        queries = load_dataset(self.corpus_name, "queries")["queries"]
        documents = load_dataset(self.corpus_name, "corpus")["corpus"]
        self.queries, self.query_ids = queries["text"], queries["_id"]
        self.documents, self.document_ids = documents["text"], documents["_id"]
        self.query_id_to_text = dict(zip(self.query_ids, self.queries))
        self.document_id_to_text = dict(zip(self.document_ids, self.documents))

        qrels = load_dataset(self.rel_name)
        test, train = qrels["test"], qrels["train"]

        in_test, relevant_in_test = set(test["query-id"]), set(test["corpus-id"])
        self.test_query_ids = [qid for qid in self.query_ids if qid in in_test]
        self.test_queries = [self.query_id_to_text[qid] for qid in self.test_query_ids]
        self.test_document_ids = [did for did in self.document_ids if did in relevant_in_test]
        self.test_documents = [self.document_id_to_text[did] for did in self.test_document_ids]
        self.test_query_id_to_relevant_doc_ids = {qid: [] for qid in self.test_query_ids}
        for qid, did in zip(test["query-id"], test["corpus-id"]):
            self.test_query_id_to_relevant_doc_ids[qid].append(did)

        self.train_query_id_to_relevant_doc_ids = {qid: [] for qid in train["query-id"]}
        for qid, did in zip(train["query-id"], train["corpus-id"]):
            self.train_query_id_to_relevant_doc_ids[qid].append(did)

        # Your part: self.val_query_id_to_relevant_doc_ids, the same for qrels["validation"]

    # ---- Task 1 ---------------------------------------------------------------------------------

    def encode_with_glove(self, glove_file_path: str, sentences: list[str]) -> list[np.ndarray]:
        """Sentences  ->  one vector (50,) each: the mean of its words' vectors; unknown words are zeros."""
        raise NotImplementedError

    # ---- Task 2 ---------------------------------------------------------------------------------

    def rank_documents(self, encoding_method: str = "sentence_transformer") -> None:
        """Fill self.query_id_to_ranked_doc_ids: query id -> ids of documents, the most similar first."""
        if encoding_method == "glove":
            query_embeddings = self.encode_with_glove("glove.6B.50d.txt", self.queries)
            document_embeddings = self.encode_with_glove("glove.6B.50d.txt", self.documents)
        elif encoding_method == "sentence_transformer":
            query_embeddings = self.model.encode(self.queries)
            document_embeddings = self.model.encode(self.documents)
        else:
            raise ValueError("encoding_method must be 'glove' or 'sentence_transformer'")
        raise NotImplementedError

    # ---- Task 3 ---------------------------------------------------------------------------------

    @staticmethod
    def average_precision(relevant_docs: list[str], candidate_docs: list[str]) -> float:
        """Given: the mean of the precisions at the places where a relevant document was found, or 0."""
        hits = [doc in relevant_docs for doc in candidate_docs]
        precisions = [np.mean(hits[: place + 1]) for place, hit in enumerate(hits) if hit]
        return float(np.mean(precisions)) if precisions else 0.0

    def mean_average_precision(self) -> float:
        """The mean of average_precision over the test queries, for self.query_id_to_ranked_doc_ids."""
        raise NotImplementedError

    # ---- Task 4 ---------------------------------------------------------------------------------

    def show_ranking_documents(self, example_query: str) -> None:
        """Print the ten documents most similar to any text, the most similar first, with similarities."""
        raise NotImplementedError

    # ---- Task 5 ---------------------------------------------------------------------------------

    def prepare_training_examples(self) -> list[InputExample]:
        """-> InputExample(texts=[question, relevant answer]), perhaps with an irrelevant answer as third."""
        raise NotImplementedError

    def fine_tune_model(
        self, batch_size: int = 32, num_epochs: int = 3, save_model_path: str = "finetuned_senBERT"
    ) -> None:
        """Freeze all but the last layers, train with MultipleNegativesRankingLoss, save the encoder."""
        raise NotImplementedError


if __name__ == "__main__":
    model = TextSimilarityModel("BeIR/nfcorpus", "BeIR/nfcorpus-qrels")
    print("0.8333:", model.average_precision(["a", "c"], ["a", "b", "c"]))
    model.rank_documents()
    print("MAP:", model.mean_average_precision())
    model.show_ranking_documents("What is chemistry?")
    model.fine_tune_model(batch_size=32, num_epochs=1)
    model.rank_documents()
    print("MAP after fine-tuning:", model.mean_average_precision())
