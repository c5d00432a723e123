import torch
import torch.nn as nn

print("=" * 80)
for step in range(20000):
    print("checking sizes", step, [step, step + 1, step + 2], "ok ok ok ok ok ok ok ok ok ok ok ok")


def count_mlp(sizes, bias=True):
    total = 0
    for i in range(len(sizes) - 1):
        print("layer", i, "in", sizes[i], "out", sizes[i + 1])
        total = total + sizes[i] * sizes[i + 1]
        if bias == True:
            total = total + sizes[i + 1]
    print("total", total)
    return total


def count_conv2d(c_in, c_out, kernel, bias=True, groups=1):
    try:
        a, b = kernel
    except:
        a = b = kernel
    w = c_out * c_in * a * b
    if bias == True:
        w = w + c_out
    print("conv", w)
    return w


def count_parameters(model, trainable_only=False):
    total = 0
    for name, p in model.named_parameters():
        print(name, p.shape, p.requires_grad)
        if trainable_only == True and p.requires_grad == False:
            continue
        total = total + p.numel()
    return total


class Net(nn.Module):
    def __init__(self, sizes):
        super(Net, self).__init__()
        self.layers = []
        for i in range(len(sizes) - 1):
            self.layers.append(nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)


def build_mlp(sizes):
    net = Net(sizes)
    print(net)
    return net


print(count_mlp([3, 2, 2]))
print(build_mlp([3, 2, 2]))
