"""You believe all four statements. Can you find for each an example that would show it to be false?

Must fail: ice3_judges_three_statements_rightly, ice3_judges_all_statements_rightly
"""
answers["ice3"] = [1, 2, 3, 4]
