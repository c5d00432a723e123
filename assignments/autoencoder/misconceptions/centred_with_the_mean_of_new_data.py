"""You centre with the mean of the samples that come in, not with the mu that is handed in. What score does
a single new sample get that way, whatever it is?

Must fail: pca_transform_gives_the_scores, pca_transform_takes_a_single_sample, pca_reconstruct_of_transform_is_a_projection
"""
def pca_transform(X, mu, W):
    return (X - X.mean(axis=0)) @ W.T
