# Jo, counting parameters
import torch
from torch import nn
from torchinfo import summary


def count_mlp(sizes, bias = True):
    count = 0
    for l in range(1, len(sizes)):
        count += sizes[l] * sizes[l - 1]
        if bias:
            count += 1          # the bias of the layer
    return count

def count_conv2d(c_in, c_out, kernel, bias = True, groups = 1):
    k = kernel if isinstance(kernel, int) else kernel[0]
    return c_out * c_in // groups * k * k + c_out * int(bias)

def count_parameters(model, trainable_only = False):
    info = summary(model, verbose=0)
    if trainable_only:
        return info.trainable_params
    return info.total_params

def build_mlp(sizes):
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        layers.append(nn.Linear(n, m))
    return nn.Sequential(*layers)

net = build_mlp([784, 120, 10])
print(count_parameters(net))
