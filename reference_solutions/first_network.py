"""A first network: 28 x 28 pixels in, ten scores out, trained by stochastic gradient descent.

x (N, 1, 28, 28) or (N, 784)   N images
scores (N, 10)                 one for each class; the largest one is the answer
loader                         yields batches (images, labels); labels (N,) are 0 to 9
"""

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

### BEGIN STARTER
# from torch.utils.data import DataLoader, SubsetRandomSampler
### END STARTER

### BEGIN STARTER
# # ---- 1. Data (given) ----------------------------------------------------------------------------
#
#
# def make_loaders(batch_size=64, share=0.2):
#     """-> trainloader, validloader, testloader. Of the training images `share` are used, the rest validate.
#
#     Where this is graded there are no clothes: FashionMNIST are handwritten digits there.
#     """
#     from torchvision import datasets, transforms
#
#     to_tensor = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
#     trainset = datasets.FashionMNIST("data", download=True, train=True, transform=to_tensor)
#     testset = datasets.FashionMNIST("data", download=True, train=False, transform=to_tensor)
#     indices = np.random.permutation(len(trainset))
#     split = int(share * len(trainset))
#     trainloader = DataLoader(trainset, batch_size, sampler=SubsetRandomSampler(indices[:split]))
#     validloader = DataLoader(trainset, batch_size, sampler=SubsetRandomSampler(indices[split:]))
#     return trainloader, validloader, DataLoader(testset, batch_size)
### END STARTER

# ---- 2. The network -----------------------------------------------------------------------------


class Classifier(nn.Module):
    """784 -> 120 -> 10, with ReLU and dropout 0.2 between."""

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.fc1 = nn.Linear(784, 120)
        self.fc2 = nn.Linear(120, 10)
        self.dropout = nn.Dropout(0.2)
        ### END SOLUTION

    def forward(self, x):
        """x (N, 1, 28, 28) or (N, 784)  ->  scores (N, 10)."""
        ### BEGIN SOLUTION
        x = x.flatten(1)  # (N, 784)
        x = self.dropout(F.relu(self.fc1(x)))  # (N, 120)
        return self.fc2(x)  # (N, 10)
        ### END SOLUTION


# ---- 3. The trainer -----------------------------------------------------------------------------


class ModelTrainer:
    """Trains a network by SGD with cross-entropy, and remembers its losses."""

    def __init__(self, model, learning_rate=1, num_epochs=100):
        ### BEGIN SOLUTION
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device)
        self.num_epochs = num_epochs
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=learning_rate)
        self.train_loss, self.test_loss = [], []
        ### END SOLUTION
        ### BEGIN STARTER
        # self.model = model
        # self.num_epochs = num_epochs
        # self.train_loss = []
        # self.test_loss = []
        # raise NotImplementedError
        ### END STARTER

    def train_model(self, loader, epoch):
        """One pass over the loader, in training mode, a step for each batch."""
        ### BEGIN SOLUTION
        self.model.train()
        losses = []
        for images, labels in loader:
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(images.to(self.device)), labels.to(self.device))
            loss.backward()
            self.optimizer.step()
            losses.append(loss.item())
        return sum(losses) / len(losses)
        ### END SOLUTION

    ### BEGIN SOLUTION
    @torch.no_grad()
    def test_model(self, loader):
        """-> mean loss and accuracy, in evaluation mode, without gradients."""
        # The mean of the batches' losses and the share of samples whose class has the largest score.
        self.model.eval()
        losses, right, seen = [], 0, 0
        for images, labels in loader:
            images, labels = images.to(self.device), labels.to(self.device)
            scores = self.model(images)
            losses.append(self.criterion(scores, labels).item())
            right += (scores.argmax(1) == labels).sum().item()
            seen += len(labels)  # not len(loader.dataset): a sampler may leave samples out
        return sum(losses) / len(losses), right / seen

    ### END SOLUTION
    ### BEGIN STARTER
    # def test_model(self, loader):
    #     """-> mean loss and accuracy, in evaluation mode, without gradients."""
    #     raise NotImplementedError
    ### END STARTER

    def run(self, trainloader, validloader):
        """Train and test in turn, num_epochs times; a loss of each goes into train_loss and test_loss."""
        ### BEGIN SOLUTION
        for epoch in range(self.num_epochs):
            self.train_loss.append(self.train_model(trainloader, epoch))
            loss, _ = self.test_model(validloader)
            self.test_loss.append(loss)
        ### END SOLUTION

    def plot_loss(self):
        """Draw train_loss and test_loss over the epochs, and say which is which."""
        ### BEGIN SOLUTION
        # Both losses over the epochs, as two curves that are told apart by a legend.
        plt.figure()
        for losses, name in ((self.train_loss, "train"), (self.test_loss, "test")):
            plt.plot(range(1, len(losses) + 1), losses, label=name)
        plt.xlabel("epoch")
        plt.ylabel("loss")
        plt.legend()
        plt.show()
        ### END SOLUTION


# ---- 4. Its mistakes ----------------------------------------------------------------------------


def confusion_matrix(y_true, y_pred, n):
    """Labels (N,) from 0 to n - 1  ->  counts (n, n): class i (row) taken for class j (column)."""
    ### BEGIN SOLUTION
    counts = np.zeros((n, n), int)
    for true, predicted in zip(y_true, y_pred, strict=True):
        counts[int(true), int(predicted)] += 1
    return counts
    ### END SOLUTION


### BEGIN STARTER
# # ---- 5. Experiments and what you learned (graded by hand) ---------------------------------------
# # They belong into this file, too.
#
# if __name__ == "__main__":
#     print("784 * 120 + 120 + 1200 + 10 = 95410:", sum(p.numel() for p in Classifier().parameters()))
#     print("[[1, 1], [0, 2]]:", confusion_matrix([0, 0, 1, 1], [0, 1, 1, 1], 2))
#     trainloader, validloader, testloader = make_loaders()
#     trainer = ModelTrainer(Classifier(), 0.1, 5)
#     trainer.run(trainloader, validloader)
#     trainer.plot_loss()
#     print("loss and accuracy:", trainer.test_model(testloader))
#
# # ---- Learning rates -----------------------------------------------------------------------------
# # Your answer.
#
# # ---- Activation functions -----------------------------------------------------------------------
# # Your answer.
#
# # ---- Neurons and layers -------------------------------------------------------------------------
# # Your answer.
#
# # ---- What you learned ---------------------------------------------------------------------------
# # Your answer.
### END STARTER
