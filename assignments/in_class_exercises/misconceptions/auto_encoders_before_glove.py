"""You prefer auto-encoders to GloVe for words. Which of the two ever looks at the words around a word?

Must fail: ice3_judges_all_statements_rightly
"""
answers["ice3"] = [1, 4]
