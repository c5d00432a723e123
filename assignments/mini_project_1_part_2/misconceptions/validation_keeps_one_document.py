"""Questions with several relevant documents have only one left in your dict. What happens to an entry when
the same key comes again?

Must fail: load_data_keeps_the_relevance_of_the_validation_split
"""
from datasets import load_dataset


class TextSimilarityModel(TextSimilarityModel):
    def load_data(self):
        super().load_data()
        rows = load_dataset(self.rel_name)["validation"]
        self.val_query_id_to_relevant_doc_ids = {row["query-id"]: [row["corpus-id"]] for row in rows}
