"""Examples to train with."""


class InputExample:
    """Texts that belong together; `labelled` tells whether a label was given."""

    def __init__(self, guid="", texts=None, label=None):
        self.guid, self.texts = guid, texts
        self.labelled, self.label = label is not None, 0 if label is None else label

    def __str__(self):
        return f"<InputExample> label: {self.label}, texts: {'; '.join(self.texts)}"
