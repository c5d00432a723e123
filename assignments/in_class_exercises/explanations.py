"""Why the answers are right: Markdown, for students to read after the due date."""

ICE1 = """
Option 3. The weights alone are 10,000 x 1000 + 1000 x 1000 + 1000 x 1000 + 1000 x 10 = 12,010,000, and the
biases add only 3010. Nearly all of it, 10 million, sits between the pixels and the first hidden layer. A
network of this kind grows there when its pictures do, which is one reason for convolutions.
"""
ICE1_COUNT = """
A layer of m units on n inputs has m n weights and m biases; the pixels have none. That makes 10,001,000 +
1,001,000 + 1,001,000 + 10,010 = 12,013,010, or 12,010,000 without biases. Rounded answers, as far as 12
million, are right too.
"""
ICE2 = """
Learning rate, number of hidden layers and neurons per hidden layer are all hyper-parameters, so none of
them is the odd one out. Taken literally the question has no right option: "all of the above" would mean
that none of the three is one. Whoever answered 4 or "none" saw that the first three are alike, and gets the
points.
"""
ICE2_ITEMS = """
A hyper-parameter is chosen before training, by you or by a search: the learning rate, the number of hidden
layers, the neurons in each and the activation function all are. Weights and biases are found by training,
so they are parameters. The gradient is neither: it is computed anew in every step from the weights and the
data.
"""
ICE3 = """
Only statement 1 is true.

1. Both reduce the dimension: that is what the k directions are for, and the narrow layer in the middle.
2. PCA is linear, an auto-encoder with non-linear activations is not. (With linear ones only, and squared
   error, it finds the same subspace as PCA.)
3. PCA minimises squared distances, so a single far sample can turn its first direction, as `ice3_outlier`
   shows. An auto-encoder trained on squared error suffers from outliers as well.
4. Nothing we have seen says so. GloVe learns from which words occur together, and that is what gives its
   vectors their meaning; an auto-encoder of single words never sees their neighbours.
"""
OUTLIER = """
Any sample far above or below the line will do. With (0, t) the squared deviations add up to 0.8 t² along y
and to 10 along x, so from |t| = 3.6 on the first direction jumps from the x-axis to the y-axis: one sample
outweighs four. A sample such as (50, 50) turns it by 45 degrees only, and (100, 0) not at all.
"""
SIGNS = """
Two hidden units can see the two ways to differ: v1 = relu(x1 - x2) and v2 = relu(x2 - x1). Where x1 and x2
are equal both are 0 and only b2 is left, so b2 has to be negative. Where they differ one of them is 1, and
its weight must more than make up for b2.
"""
MARGIN = """
For example W1 = [[1, -1], [-1, 1]], b1 = (0, 0), W2 = (2, 2), b2 = -1: y is -1 at (0, 0) and (1, 1), and 1
at (0, 1) and (1, 0). With the same b2 any weights above 1.7 will do in W2, and many other networks are
right, too.
"""
RELU_OUTPUT = """
Two. A ReLU never gives less than 0, so behind the output it puts y < -0.7 out of reach at (0, 0) and (1,
1), whatever the weights. At the other two corners y > 0.7 is still possible. That is why the output unit is
linear: make sure that an activation can reach the targets.
"""
UPDATES_128 = """
60,000 / 128 = 468.75: 468 full mini-batches and one of 96 samples. Every mini-batch is an update, the short
one as well, so there are 469.
"""
UPDATES_256 = """
60,000 / 256 = 234.375, rounded up 235. Twice the batch is half the updates: to come as far in an epoch, the
learning rate is often raised with the size of the batch.
"""
UNTRAINED = """
Small first weights give all classes nearly the same score, so each has probability 1/10, and the cross-
entropy is -log(1/10) = log 10 = 2.30. If the first loss of a new network is far from log C, look for a
mistake before you train.
"""
