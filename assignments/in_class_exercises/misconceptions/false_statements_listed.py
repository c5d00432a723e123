"""Your list holds just the statements that do not belong there. Which ones were asked for, the true or the
false?

Must fail: ice3_judges_three_statements_rightly, ice3_judges_all_statements_rightly
"""
answers["ice3"] = [2, 3, 4]
