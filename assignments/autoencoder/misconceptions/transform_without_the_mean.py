"""Your scores do not look at mu. Which score should the mean itself have?

Must fail: pca_transform_gives_the_scores, pca_transform_takes_a_single_sample, pca_reconstruct_of_transform_is_a_projection
"""
def pca_transform(X, mu, W):
    return X @ W.T
