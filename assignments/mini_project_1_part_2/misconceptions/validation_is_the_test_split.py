"""Your validation relevance holds the questions that you will be tested with. Which split did you read?

Must fail: load_data_keeps_the_relevance_of_the_validation_split
"""


class TextSimilarityModel(TextSimilarityModel):
    def load_data(self):
        super().load_data()
        self.val_query_id_to_relevant_doc_ids = self.relevance("test")
