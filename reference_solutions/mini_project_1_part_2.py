"""Mini-Project 1, part 2: questions find their answers, and an encoder is fine-tuned to find them better.

n queries, m documents, k = top_k
Q (n, d), D (m, d)   their embeddings, one a row
S (n, m)             the cosine of each query with each document
AP                   mean, over the relevant documents that were found, of the precision where each was found
MAP                  mean of AP over the queries
"""

import random
from collections import defaultdict

import numpy as np
from datasets import load_dataset
from sentence_transformers import InputExample, SentenceTransformer, losses
from torch.utils.data import DataLoader

### BEGIN STARTER
# from sklearn.metrics.pairwise import cosine_similarity
### END STARTER

### BEGIN SOLUTION
GLOVE = "glove.6B.50d.txt"
GLOVE_SIZE = 50


def cosines(Q, D):
    """S (n, m); a vector of zeros is similar to nothing."""
    Q, D = (np.asarray(vectors, dtype=float) for vectors in (Q, D))
    length = np.linalg.norm(Q, axis=1)[:, None] * np.linalg.norm(D, axis=1)  # (n, m)
    return np.divide(Q @ D.T, length, out=np.zeros(length.shape), where=length > 0)


### END SOLUTION


class TextSimilarityModel:
    """Ranks the documents of a corpus for a query, and fine-tunes the encoder that it ranks with."""

    ### BEGIN SOLUTION
    def __init__(self, corpus_name, rel_name, model_name="all-MiniLM-L6-v2", top_k=10):
        self.model = SentenceTransformer(model_name)
        self.corpus_name, self.rel_name, self.top_k = corpus_name, rel_name, top_k
        self.load_data()

    def load_data(self):
        """Texts and ids of queries and documents, and which documents are relevant in each split."""
        queries = load_dataset(self.corpus_name, "queries")["queries"]
        documents = load_dataset(self.corpus_name, "corpus")["corpus"]
        self.query_id_to_text = dict(zip(queries["_id"], queries["text"], strict=True))
        self.document_id_to_text = dict(zip(documents["_id"], documents["text"], strict=True))
        self.document_ids, self.documents = list(documents["_id"]), list(documents["text"])
        self.train_query_id_to_relevant_doc_ids = self.relevance("train")
        self.val_query_id_to_relevant_doc_ids = self.relevance("validation")
        self.test_query_id_to_relevant_doc_ids = self.relevance("test")
        self.test_query_ids = list(self.test_query_id_to_relevant_doc_ids)
        self.test_queries = [self.query_id_to_text[query] for query in self.test_query_ids]

    def relevance(self, split):
        """{query id: ids of its relevant documents} of one split."""
        found = defaultdict(list)
        for row in load_dataset(self.rel_name)[split]:
            found[row["query-id"]].append(row["corpus-id"])
        return dict(found)

    ### END SOLUTION
    ### BEGIN STARTER
    # def __init__(self, corpus_name, rel_name, model_name="all-MiniLM-L6-v2", top_k=10):
    #     self.model = SentenceTransformer(model_name)
    #     self.corpus_name = corpus_name
    #     self.rel_name = rel_name
    #     self.top_k = top_k
    #     self.load_data()
    #
    # def load_data(self):
    #     """Load texts, ids, and which documents are relevant to which query in each split."""
    #     queries = load_dataset(self.corpus_name, "queries")["queries"]
    #     documents = load_dataset(self.corpus_name, "corpus")["corpus"]
    #     self.queries, self.query_ids = queries["text"], queries["_id"]
    #     self.documents, self.document_ids = documents["text"], documents["_id"]
    #     self.query_id_to_text = dict(zip(self.query_ids, self.queries))
    #     self.document_id_to_text = dict(zip(self.document_ids, self.documents))
    #
    #     qrels = load_dataset(self.rel_name)
    #     test, train = qrels["test"], qrels["train"]
    #
    #     in_test, relevant_in_test = set(test["query-id"]), set(test["corpus-id"])
    #     self.test_query_ids = [qid for qid in self.query_ids if qid in in_test]
    #     self.test_queries = [self.query_id_to_text[qid] for qid in self.test_query_ids]
    #     self.test_document_ids = [did for did in self.document_ids if did in relevant_in_test]
    #     self.test_documents = [self.document_id_to_text[did] for did in self.test_document_ids]
    #     self.test_query_id_to_relevant_doc_ids = {qid: [] for qid in self.test_query_ids}
    #     for qid, did in zip(test["query-id"], test["corpus-id"]):
    #         self.test_query_id_to_relevant_doc_ids[qid].append(did)
    #
    #     self.train_query_id_to_relevant_doc_ids = {qid: [] for qid in train["query-id"]}
    #     for qid, did in zip(train["query-id"], train["corpus-id"]):
    #         self.train_query_id_to_relevant_doc_ids[qid].append(did)
    #
    #     # Your part: self.val_query_id_to_relevant_doc_ids, the same for qrels["validation"]
    ### END STARTER

    # ---- Task 1 ---------------------------------------------------------------------------------

    def encode_with_glove(self, glove_file_path: str, sentences: list[str]) -> list[np.ndarray]:
        """Sentences  ->  one vector (50,) each: the mean of its words' vectors; unknown words are zeros."""
        ### BEGIN SOLUTION
        # One array (50,) a sentence: the mean over its words; an unknown word counts as zeros.
        vectors = {}
        with open(glove_file_path, encoding="utf-8") as file:
            for line in file:
                word, *numbers = line.split()
                vectors[word] = np.array(numbers, dtype=float)
        nothing = np.zeros(GLOVE_SIZE)
        words = [sentence.lower().split() or [""] for sentence in sentences]
        return [np.mean([vectors.get(word, nothing) for word in each], axis=0) for each in words]
        ### END SOLUTION

    # ---- Task 2 ---------------------------------------------------------------------------------

    def rank_documents(self, encoding_method: str = "sentence_transformer") -> None:
        """Fill self.query_id_to_ranked_doc_ids: query id -> ids of documents, the most similar first."""
        ### BEGIN SOLUTION
        # Fill query_id_to_ranked_doc_ids: for each test query the k most similar documents, best first.
        if encoding_method == "glove":
            Q, D = (self.encode_with_glove(GLOVE, texts) for texts in (self.test_queries, self.documents))
        elif encoding_method == "sentence_transformer":
            Q, D = (self.model.encode(texts) for texts in (self.test_queries, self.documents))
        else:
            raise ValueError("encoding_method is glove or sentence_transformer")
        best = np.argsort(-cosines(Q, D), axis=1)[:, : self.top_k]  # (n, k)
        ranked = ([self.document_ids[i] for i in row] for row in best)
        self.query_id_to_ranked_doc_ids = dict(zip(self.test_query_ids, ranked, strict=True))
        ### END SOLUTION
        ### BEGIN STARTER
        # if encoding_method == "glove":
        #     query_embeddings = self.encode_with_glove("glove.6B.50d.txt", self.queries)
        #     document_embeddings = self.encode_with_glove("glove.6B.50d.txt", self.documents)
        # elif encoding_method == "sentence_transformer":
        #     query_embeddings = self.model.encode(self.queries)
        #     document_embeddings = self.model.encode(self.documents)
        # else:
        #     raise ValueError("encoding_method must be 'glove' or 'sentence_transformer'")
        # raise NotImplementedError
        ### END STARTER

    # ---- Task 3 ---------------------------------------------------------------------------------

    ### BEGIN SOLUTION
    @staticmethod
    def average_precision(relevant_docs: list[str], candidate_docs: list[str]) -> float:
        """The mean of the precisions at the ranks of relevant documents; 0 if there is none among them."""
        hits = np.isin(candidate_docs, list(relevant_docs))
        precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        return float(precision[hits].mean()) if hits.any() else 0.0

    ### END SOLUTION
    ### BEGIN STARTER
    # @staticmethod
    # def average_precision(relevant_docs: list[str], candidate_docs: list[str]) -> float:
    #     """Given: the mean of the precisions at the places where a relevant document was found, or 0."""
    #     hits = [doc in relevant_docs for doc in candidate_docs]
    #     precisions = [np.mean(hits[: place + 1]) for place, hit in enumerate(hits) if hit]
    #     return float(np.mean(precisions)) if precisions else 0.0
    ### END STARTER

    def mean_average_precision(self) -> float:
        """The mean of average_precision over the test queries, for self.query_id_to_ranked_doc_ids."""
        ### BEGIN SOLUTION
        # The mean over all test queries, those without a hit included.
        relevant, ranked = self.test_query_id_to_relevant_doc_ids, self.query_id_to_ranked_doc_ids
        return float(np.mean([self.average_precision(relevant[query], ranked[query]) for query in relevant]))
        ### END SOLUTION

    # ---- Task 4 ---------------------------------------------------------------------------------

    def show_ranking_documents(self, example_query: str) -> None:
        """Print the ten documents most similar to any text, the most similar first, with similarities."""
        ### BEGIN SOLUTION
        # Print the k documents most similar to any text, best first, each with its similarity.
        (scores,) = cosines(self.model.encode([example_query]), self.model.encode(self.documents))
        for place, i in enumerate(np.argsort(-scores)[: self.top_k], start=1):
            print(f"{place:2}. {scores[i]:.4f}  {self.document_ids[i]}  {self.documents[i]}")
        ### END SOLUTION

    # ---- Task 5 ---------------------------------------------------------------------------------

    def prepare_training_examples(self) -> list[InputExample]:
        """-> InputExample(texts=[question, relevant answer]), perhaps with an irrelevant answer as third."""
        ### BEGIN SOLUTION
        # [question, relevant answer, another answer] for each relation of the train split.
        examples = []
        for query, relevant in self.train_query_id_to_relevant_doc_ids.items():
            others = sorted(set(self.document_ids) - set(relevant))
            for document in relevant:
                ids = document, random.choice(others)
                texts = [self.query_id_to_text[query], *(self.document_id_to_text[each] for each in ids)]
                examples.append(InputExample(texts=texts))
        return examples
        ### END SOLUTION

    def fine_tune_model(
        self, batch_size: int = 32, num_epochs: int = 3, save_model_path: str = "finetuned_senBERT"
    ) -> None:
        """Freeze all but the last layers, train with MultipleNegativesRankingLoss, save the encoder."""
        ### BEGIN SOLUTION
        # Train the last layers of the encoder to put relevant answers first, and save it.
        for name, parameter in self.model.named_parameters():
            parameter.requires_grad = "layer.5." in name or "pooler" in name
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.MultipleNegativesRankingLoss(self.model)
        self.model.fit(train_objectives=[(loader, loss)], epochs=num_epochs, warmup_steps=len(loader) // 10)
        self.model.save(save_model_path)
        ### END SOLUTION


if __name__ == "__main__":
    model = TextSimilarityModel("BeIR/nfcorpus", "BeIR/nfcorpus-qrels")
    print("0.8333:", model.average_precision(["a", "c"], ["a", "b", "c"]))
    model.rank_documents()
    print("MAP:", model.mean_average_precision())
    model.show_ranking_documents("What is chemistry?")
    model.fine_tune_model(batch_size=32, num_epochs=1)
    model.rank_documents()
    print("MAP after fine-tuning:", model.mean_average_precision())
