"""You trust that PCA does not mind outliers. It makes the squared distances small: what happens to the square when
one sample moves ten times as far away?

Must fail: ice3_judges_all_statements_rightly
"""
answers["ice3"] = [1, 3]
