"""Your classifier returns one number for each image. Cross-entropy wants to know how much the network likes
each of the ten classes: when is it early enough to choose one?

Must fail: classifier_scores_ten_classes, classifier_takes_flat_images_too, classifier_learns_95410_numbers, classifier_drops_nothing_in_evaluation, classifier_drops_units_while_it_trains, classifier_has_an_activation_between_its_layers, classifier_can_learn_digits
"""
import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 120)
        self.fc2 = nn.Linear(120, 10)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        x = x.flatten(1)
        x = self.fc2(self.dropout(F.relu(self.fc1(x))))
        return x.argmax(1)
