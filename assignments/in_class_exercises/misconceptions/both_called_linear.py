"""You call both methods linear. What does an auto-encoder have between its layers that PCA has not?

Must fail: ice3_judges_all_statements_rightly
"""
answers["ice3"] = [1, 2]
