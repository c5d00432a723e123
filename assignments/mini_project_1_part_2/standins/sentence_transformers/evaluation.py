"""How good an encoder is, while it is trained."""

import torch

from sentence_transformers.util import cos_sim, pairwise_cos_sim


class InformationRetrievalEvaluator:
    """Mean average precision of the first ten documents."""

    def __init__(self, queries, corpus, relevant_docs, *_, name="", **__):
        self.queries, self.corpus, self.relevant, self.name = queries, corpus, relevant_docs, name
        self.primary_metric = f"{name}_cosine_map@10" if name else "cosine_map@10"

    def __call__(self, model, *_, **__):
        asked, ids = list(self.relevant), list(self.corpus)
        a = model.encode([self.queries[each] for each in asked])
        scores = cos_sim(a, model.encode([self.corpus[each] for each in ids]))
        found = []
        for query, best in zip(asked, scores.topk(min(10, len(ids))).indices.tolist(), strict=True):
            hits = torch.tensor([ids[n] in self.relevant[query] for n in best]).float()
            precision = hits.cumsum(0) / torch.arange(1, len(best) + 1)
            found.append(float((precision * hits).sum()) / max(1, min(10, len(self.relevant[query]))))
        return {self.primary_metric: sum(found) / max(1, len(found))}


class EmbeddingSimilarityEvaluator:
    """The correlation of cosines with scores."""

    def __init__(self, sentences1, sentences2, scores, *_, name="", **__):
        self.pairs, self.scores = (list(sentences1), list(sentences2)), scores
        self.primary_metric = f"{name}_pearson_cosine" if name else "pearson_cosine"

    def __call__(self, model, *_, **__):
        cosines = pairwise_cos_sim(*(model.encode(texts) for texts in self.pairs))
        together = torch.stack([cosines, torch.tensor(self.scores).float()])
        return {self.primary_metric: float(torch.corrcoef(together)[0, 1])}
