"""Tensors throughout: semantic_search, topk, and a training loop of its own over the last layers."""

import os

import numpy as np
import torch
from sentence_transformers import InputExample, losses, util
from torch.utils.data import DataLoader


class TextSimilarityModel(TextSimilarityModel):
    def encode_with_glove(self, glove_file_path, sentences):
        table = {}
        with open(glove_file_path, encoding="utf-8") as file:
            for line in file:
                word, _, numbers = line.partition(" ")
                table[word] = torch.from_numpy(np.fromstring(numbers, sep=" ", dtype=np.float32))
        zero = torch.zeros(50)
        return torch.stack(
            [torch.stack([table.get(w, zero) for w in s.split()]).mean(dim=0) for s in sentences]
        )

    def rank_documents(self, encoding_method="sentence_transformer"):
        if encoding_method == "glove":
            Q, D = (
                torch.tensor(np.array(self.encode_with_glove("glove.txt", texts)))
                for texts in (self.test_queries, self.documents)
            )
        else:
            Q = self.model.encode(self.test_queries, convert_to_tensor=True, device="cpu")
            D = self.model.encode(self.documents, convert_to_tensor=True)
        hits = util.semantic_search(Q, D, top_k=self.top_k)
        found = {}
        for query, row in zip(self.test_query_ids, hits):
            found[query] = tuple(self.document_ids[hit["corpus_id"]] for hit in row)
        self.query_id_to_ranked_doc_ids = found

    def show_ranking_documents(self, example_query):
        query = self.model.encode(example_query, convert_to_tensor=True)
        scores = util.cos_sim(query, self.model.encode(self.documents, convert_to_tensor=True))[0]
        for score, index in zip(*torch.topk(scores, k=10)):
            print(self.document_ids[index], "(Score:", score, ")", self.documents[index])

    def prepare_training_examples(self):
        return [
            InputExample(texts=[self.query_id_to_text[q], self.document_id_to_text[d]])
            for q, ids in self.train_query_id_to_relevant_doc_ids.items()
            for d in ids
        ]

    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        self.model.to(torch.device("cuda"))
        for layer in self.model[0].auto_model.encoder.layer[:-2]:
            for parameter in layer.parameters():
                parameter.requires_grad = False
        loader = DataLoader(self.prepare_training_examples(), batch_size=batch_size, shuffle=True)
        loader.collate_fn = self.model.smart_batching_collate
        loss_function = losses.MultipleNegativesRankingLoss(self.model)
        optimizer = torch.optim.AdamW([p for p in self.model.parameters() if p.requires_grad], lr=2e-5)
        for epoch in range(num_epochs):
            self.model.train()
            total = 0.0
            for features, labels in loader:
                features = [
                    {key: value.to(self.model.device) for key, value in each.items()} for each in features
                ]
                loss = loss_function(features, labels)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.item()
            print(f"epoch {epoch + 1}: {total / len(loader):.4f}")
        os.makedirs(save_model_path, exist_ok=True)
        self.model.save(save_model_path)
