"""The digits look right, but as it stands your number is about twelve. Twelve of what?

Must fail: ice1_counts_the_parameters
"""
answers["ice1_count"] = 12.01
