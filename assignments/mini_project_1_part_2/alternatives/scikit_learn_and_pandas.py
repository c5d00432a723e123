"""scikit-learn's cosine, pandas for relevance and for output; skips unknown words."""

import numpy as np
import pandas as pd
from datasets import load_dataset
from sklearn.metrics.pairwise import cosine_similarity


class TextSimilarityModel(TextSimilarityModel):
    def load_data(self):
        super().load_data()
        frame = load_dataset(self.rel_name)["validation"].to_pandas()
        grouped = frame.groupby("query-id")
        self.val_query_id_to_relevant_doc_ids = {q: set(rows["corpus-id"]) for q, rows in grouped}
        self.queries = list(self.query_id_to_text.values())
        self.query_ids = list(self.query_id_to_text)

    def encode_with_glove(self, glove_file_path, sentences):
        frame = pd.read_csv(
            glove_file_path, sep=" ", header=None, index_col=0, quoting=3, keep_default_na=False
        )
        rows = []
        for sentence in sentences:
            known = [word for word in sentence.split() if word in frame.index]
            rows.append(
                frame.loc[known].to_numpy(np.float32).mean(axis=0) if known else np.zeros(50, np.float32)
            )
        return np.stack(rows)

    def rank_documents(self, encoding_method="sentence_transformer"):
        if encoding_method == "glove":
            Q = np.array(self.encode_with_glove(r"D:\courses\glove.6B\glove.6B.300d.txt", self.queries))
            D = np.array(self.encode_with_glove(r"D:\courses\glove.6B\glove.6B.300d.txt", self.documents))
        else:
            Q = self.model.encode(self.queries, show_progress_bar=True, normalize_embeddings=True)
            D = self.model.encode(self.documents, batch_size=64)
        ids = np.array(self.document_ids)
        scores = cosine_similarity(Q, D)
        ranked = ids[np.argsort(scores, axis=1)[:, ::-1]]
        self.query_id_to_ranked_doc_ids = {q: row for q, row in zip(self.query_ids, ranked)}

    def mean_average_precision(self):
        scores = pd.Series(
            {
                q: self.average_precision(self.test_query_id_to_relevant_doc_ids[q], list(ids))
                for q, ids in self.query_id_to_ranked_doc_ids.items()
                if q in self.test_query_id_to_relevant_doc_ids
            }
        )
        return scores.mean()

    def show_ranking_documents(self, example_query):
        scores = cosine_similarity(
            self.model.encode(example_query).reshape(1, -1), self.model.encode(self.documents)
        )
        frame = pd.DataFrame({"id": self.document_ids, "similarity": scores[0], "text": self.documents})
        print(frame.nlargest(self.top_k, "similarity"))
