# Team: Ben (Tasks 1-3), Lina (Tasks 4-5)
import random

import numpy as np
from datasets import load_dataset
from sentence_transformers import InputExample, SentenceTransformer, losses
from sklearn.metrics.pairwise import cosine_similarity
from torch.utils.data import DataLoader


class TextSimilarityModel:
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

        # validation, same as train
        val = qrels["validation"]
        self.val_query_id_to_relevant_doc_ids = {qid: [] for qid in val["query-id"]}
        for qid, did in zip(val["query-id"], val["corpus-id"]):
            self.val_query_id_to_relevant_doc_ids[qid].append(did)

    def encode_with_glove(self, glove_file_path, sentences):
        vocab = {}
        for line in open(glove_file_path, encoding="utf8"):
            token, *nums = line.split()
            vocab[token] = np.asarray(nums, dtype="float32")
        res = np.zeros((len(sentences), 50), dtype="float32")
        for i, s in enumerate(sentences):
            hits = [vocab[t] for t in s.split() if t in vocab]
            if hits:
                res[i] = sum(hits) / len(hits)
        return res

    def rank_documents(self, encoding_method="sentence_transformer"):
        encode = self.model.encode
        if encoding_method == "glove":
            encode = lambda texts: self.encode_with_glove("/content/drive/MyDrive/glove/glove.6B.50d.txt", texts)
        q, d = encode(self.test_queries), encode(self.test_documents)
        scores = cosine_similarity(np.array(q), np.array(d))
        order = np.argsort(-scores, axis=1)
        self.query_id_to_ranked_doc_ids = {
            qid: [self.test_document_ids[j] for j in order[i]] for i, qid in enumerate(self.test_query_ids)
        }

    @staticmethod
    def average_precision(relevant_docs: list[str], candidate_docs: list[str]) -> float:
        """Given: the mean of the precisions at the places where a relevant document was found, or 0."""
        hits = [doc in relevant_docs for doc in candidate_docs]
        precisions = [np.mean(hits[: place + 1]) for place, hit in enumerate(hits) if hit]
        return float(np.mean(precisions)) if precisions else 0.0

    def mean_average_precision(self) -> float:
        scores = []
        for qid in self.test_query_ids:
            relevant = self.test_query_id_to_relevant_doc_ids[qid]
            scores.append(self.average_precision(relevant, self.query_id_to_ranked_doc_ids[qid][: self.top_k]))
        return float(np.mean(scores))

    def show_ranking_documents(self, encoding_method, example_query):
        """prints the top ten for one query"""
        vec = self.model.encode([example_query])
        sims = cosine_similarity(vec, self.model.encode(self.test_documents)).ravel()
        print("Query:", example_query)
        for i in np.argsort(-sims)[:10]:
            print("Score", round(float(sims[i]), 4), "|", self.test_documents[i][:70])

    def prepare_training_examples(self) -> list[InputExample]:
        examples = []
        for qid, dids in self.train_query_id_to_relevant_doc_ids.items():
            for did in dids:
                pair = [self.query_id_to_text[qid], self.document_id_to_text[did]]
                examples.append(InputExample(texts=pair))
        return examples

    def fine_tune_model(self, batch_size: int = 32, num_epochs: int = 3, save_model_path: str = "ft"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.MultipleNegativesRankingLoss(model=self.model)
        for p in list(self.model.parameters())[:-8]:
            p.requires_grad = False
        self.model.fit(
            train_objectives=[(loader, loss)],
            epochs=num_epochs,
            warmup_steps=int(len(loader) * num_epochs * 0.1),
            output_path=save_model_path,
            show_progress_bar=True,
        )
        self.rank_documents()
        print("MAP after fine-tuning", self.mean_average_precision())


if __name__ == "__main__":
    model = TextSimilarityModel("BeIR/nfcorpus", "BeIR/nfcorpus-qrels", top_k=10)
    for method in ("glove", "sentence_transformer"):
        model.rank_documents(method)
        print(method, model.mean_average_precision())
    model.show_ranking_documents("sentence_transformer", "breast cancer and diet")
