"""All seven of your truth values are wrong, which is as hard as having all right. What did the question ask:
what is a hyper-parameter, or what is not?

Must fail: ice2_tells_most_items_apart, ice2_tells_all_items_but_one_apart, ice2_tells_all_items_apart
"""
answers["ice2_items"] = {item: not held for item, held in answers["ice2_items"].items()}
