"""Loaders of examples."""

from torch.utils.data import DataLoader


class NoDuplicatesDataLoader(DataLoader):
    """Batches; texts may repeat here."""

    def __init__(self, train_examples, batch_size):
        super().__init__(train_examples, batch_size=batch_size, shuffle=True)


class SentenceLabelDataset(list):
    """Examples as they are."""
