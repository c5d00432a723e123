"""Plain Python over the test split only: sorted pairs, whole rankings, words in lower case."""

import math
import random

from datasets import load_dataset
from sentence_transformers import InputExample, SentenceTransformer, losses
from torch.utils.data import DataLoader


def cosine(a, b):
    dot = sum(float(x) * float(y) for x, y in zip(a, b))
    norms = math.sqrt(sum(float(x) ** 2 for x in a)) * math.sqrt(sum(float(y) ** 2 for y in b))
    return dot / norms if norms else 0.0


class TextSimilarityModel:
    def __init__(self, corpus_name, rel_name, model_name="all-MiniLM-L6-v2", top_k=10):
        self.model = SentenceTransformer(model_name)
        self.corpus_name, self.rel_name, self.top_k = corpus_name, rel_name, top_k
        self.load_data()

    def load_data(self):
        self.texts = {
            row["_id"]: row["text"] for row in load_dataset(self.corpus_name, "queries", split="queries")
        }
        docs = load_dataset(self.corpus_name, "corpus", split="corpus")
        self.texts.update(zip(docs["_id"], docs["text"]))
        self.relevant = {}
        for split in ("train", "validation", "test"):
            rows = load_dataset(self.rel_name, split=split)
            self.relevant[split] = {}
            for row in rows:
                self.relevant[split].setdefault(row["query-id"], []).append(row["corpus-id"])
        self.validation_query_id_to_relevant_doc_ids = self.relevant["validation"]
        self.test_docs = sorted({doc for ids in self.relevant["test"].values() for doc in ids})

    def encode_with_glove(self, path, sentences):
        table = {}
        for line in open(path, encoding="utf8"):
            parts = line.rstrip().split(" ")
            table[parts[0]] = [float(x) for x in parts[1:]]
        found = []
        for sentence in sentences:
            total, words = [0.0] * 50, sentence.lower().split()
            for word in words:
                for i, x in enumerate(table.get(word, [0.0] * 50)):
                    total[i] += x
            import numpy as np

            found.append(np.array([x / len(words) for x in total]))
        return found

    def rank_documents(self, encoding_method="sentence_transformer"):
        queries = list(self.relevant["test"])
        if encoding_method == "glove":
            encode = lambda texts: self.encode_with_glove("/content/glove.6B.50d.txt", texts)
        else:
            encode = self.model.encode
        Q = encode([self.texts[q] for q in queries])
        D = encode([self.texts[d] for d in self.test_docs])
        self.query_id_to_ranked_doc_ids = {}
        for q, vector in zip(queries, Q):
            pairs = sorted(((cosine(vector, other), d) for d, other in zip(self.test_docs, D)), reverse=True)
            self.query_id_to_ranked_doc_ids[q] = [d for _, d in pairs]

    @staticmethod
    def average_precision(relevant_docs, candidate_docs):
        hits, total = 0, 0.0
        for place, doc in enumerate(candidate_docs, 1):
            if doc in relevant_docs:
                hits += 1
                total += hits / place
        return total / hits if hits else 0

    def mean_average_precision(self):
        total = 0
        for q, ids in self.relevant["test"].items():
            total += self.average_precision(ids, self.query_id_to_ranked_doc_ids[q][: self.top_k])
        return total / len(self.relevant["test"])

    def show_ranking_documents(self, encoding_method, example_query):
        vector = self.model.encode([example_query])[0]
        D = self.model.encode([self.texts[d] for d in self.test_docs])
        print("Top documents for:", example_query)
        for score, d in sorted(
            ((cosine(vector, other), d) for d, other in zip(self.test_docs, D)), reverse=True
        ):
            print(f"Document: {self.texts[d][:60]}\nSimilarity: {score:.2f}\n")

    def prepare_training_examples(self):
        examples = []
        for q, ids in self.relevant["train"].items():
            d = random.choice(ids)
            examples.append(InputExample(texts=[self.texts[q], self.texts[d]], label=1.0))
            n = random.choice([each for each in self.test_docs if each not in ids])
            examples.append(InputExample(texts=[self.texts[q], self.texts[n]], label=0.0))
        return examples

    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.CosineSimilarityLoss(model=self.model)
        self.model.fit([(loader, loss)], epochs=num_epochs, output_path=save_model_path)
