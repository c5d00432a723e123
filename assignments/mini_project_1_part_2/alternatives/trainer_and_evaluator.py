"""The newer trainer with a data set, an evaluator on the validation split; the encoder is read back."""

import math

import numpy as np
from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, losses
from sentence_transformers.evaluation import InformationRetrievalEvaluator
from sentence_transformers.training_args import BatchSamplers, SentenceTransformerTrainingArguments


class TextSimilarityModel(TextSimilarityModel):
    @staticmethod
    def average_precision(relevant_docs, candidate_docs):
        hits = [doc in relevant_docs for doc in candidate_docs]
        precisions = [sum(hits[: n + 1]) / (n + 1) for n, hit in enumerate(hits) if hit]
        return sum(precisions) / len(relevant_docs) if relevant_docs else 0.0

    def mean_average_precision(self):
        scores = []
        for query in self.test_query_ids:
            ranked = self.query_id_to_ranked_doc_ids.get(query, [])
            scores.append(
                TextSimilarityModel.average_precision(self.test_query_id_to_relevant_doc_ids[query], ranked)
            )
        return np.mean(scores) if scores else 0

    def prepare_training_examples(self):
        pairs = [(q, d) for q, ids in self.train_query_id_to_relevant_doc_ids.items() for d in ids]
        return Dataset.from_dict(
            {
                "anchor": [self.query_id_to_text[q] for q, _ in pairs],
                "positive": [self.document_id_to_text[d] for _, d in pairs],
            }
        )

    def show_ranking_documents(self, example_query, method="sentence_transformer"):
        D = self.model.encode(self.documents)
        scores = D @ self.model.encode(example_query)
        for place, i in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i])[:10]):
            print(f"#{place + 1} [{self.document_ids[i]}] {scores[i]:.1%}")

    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        data = self.prepare_training_examples().shuffle(seed=1)
        arguments = SentenceTransformerTrainingArguments(
            output_dir=f"{save_model_path}_checkpoints",
            num_train_epochs=num_epochs,
            learning_rate=2e-5,
            per_device_train_batch_size=batch_size,
            warmup_ratio=0.1,
            report_to="none",
            batch_sampler=BatchSamplers.NO_DUPLICATES,
        )
        relevant = {q: set(ids) for q, ids in self.val_query_id_to_relevant_doc_ids.items()}
        evaluator = InformationRetrievalEvaluator(
            self.query_id_to_text, self.document_id_to_text, relevant, name="val"
        )
        before = evaluator(self.model)[evaluator.primary_metric]
        trainer = SentenceTransformerTrainer(
            model=self.model,
            args=arguments,
            train_dataset=data,
            loss=losses.MultipleNegativesRankingLoss(self.model),
            evaluator=evaluator,
        )
        trainer.train()
        after = evaluator(self.model)[evaluator.primary_metric]
        assert not math.isnan(before + after)
        self.model.save_pretrained(save_model_path)
        self.model = SentenceTransformer(save_model_path)
