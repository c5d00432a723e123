"""Training: the older `fit` and the newer trainer."""

import math

import torch
from torch.utils.data import DataLoader

from sentence_transformers.readers import InputExample

LABELS = "label", "labels", "score", "scores"  # what a column of labels is called


def fit(
    model,
    train_objectives,
    evaluator=None,
    epochs=1,
    steps_per_epoch=None,
    scheduler="WarmupLinear",
    warmup_steps=10000,
    optimizer_class=torch.optim.AdamW,
    optimizer_params=None,
    weight_decay=0.01,
    evaluation_steps=0,
    output_path=None,
    save_best_model=True,
    max_grad_norm=1,
    use_amp=False,
    callback=None,
    **_,
):
    """Train on the batches of each (loader, loss) in turn; the result is saved if output_path says where."""
    loaders = [loader for loader, _ in train_objectives]
    for loader in loaders:
        loader.collate_fn = model.smart_batching_collate
    steps = int(steps_per_epoch or min(len(loader) for loader in loaders))
    weights = list(model.parameters())
    optimizer = optimizer_class(weights, **{"lr": 2e-5, **(optimizer_params or {})})
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, warmup(warmup_steps, steps * int(epochs)))
    for epoch in range(int(epochs)):
        model.train()
        streams = [endless(loader) for loader in loaders]
        for _step in range(steps):
            for stream, (_, loss) in zip(streams, train_objectives, strict=True):
                optimizer.zero_grad()
                loss(*next(stream)).backward()
                torch.nn.utils.clip_grad_norm_(weights, max_grad_norm)
                optimizer.step()
            rate.step()
        model.eval()
        score = evaluator(model, output_path=output_path, epoch=epoch, steps=-1) if evaluator else None
        if callback is not None and evaluator:
            callback(score, epoch, -1)
    if output_path:
        model.save(str(output_path))


def warmup(first, total):
    """The factor of the learning rate: up in `first` steps (100 at most), then down to 0."""
    first = min(first, 100)

    def factor(step):
        return (step + 1) / (first + 1) if step < first else max(0.0, (total - step) / max(1, total - first))

    return factor


def endless(loader):
    """The batches, again and again."""
    while True:
        yield from loader


class SentenceTransformerTrainer:
    """Trains on the columns of a data set: the texts of an example in their order, and perhaps a label."""

    def __init__(
        self, model=None, args=None, train_dataset=None, eval_dataset=None, loss=None, evaluator=None, **_
    ):
        self.model, self.args, self.loss, self.evaluator = model, args, loss, evaluator
        self.train_dataset = train_dataset

    def train(self, *_, **__):
        args = self.args
        size = getattr(args, "per_device_train_batch_size", 8)
        loader = DataLoader([example(row) for row in self.train_dataset], batch_size=size, shuffle=True)
        fit(
            self.model,
            [(loader, self.loss)],
            epochs=math.ceil(getattr(args, "num_train_epochs", 3)),
            warmup_steps=getattr(args, "warmup_steps", 0),
            optimizer_params={"lr": getattr(args, "learning_rate", 5e-5)},
        )

    def evaluate(self, *_, **__):
        return self.evaluator(self.model) if self.evaluator else {}

    def save_model(self, output_dir=None, **_):
        self.model.save(output_dir or self.args.output_dir)


def example(row):
    """A row of a data set as an example."""
    label = next((row[name] for name in LABELS if name in row), None)
    return InputExample(texts=[value for name, value in row.items() if name not in LABELS], label=label)
