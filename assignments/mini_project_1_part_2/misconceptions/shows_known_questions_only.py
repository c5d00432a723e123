"""Your method answers the questions of the corpus and no others. Where does the vector of a new question
come from?

Must fail: show_ranking_documents_takes_any_question
"""


class TextSimilarityModel(TextSimilarityModel):
    def show_ranking_documents(self, example_query):
        known = self.test_queries.index(example_query) if example_query in self.test_queries else 0
        super().show_ranking_documents(self.test_queries[known])
