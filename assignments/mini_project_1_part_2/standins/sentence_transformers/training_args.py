"""What a SentenceTransformerTrainer is told."""


class BatchSamplers:
    BATCH_SAMPLER, NO_DUPLICATES, GROUP_BY_LABEL = "batch_sampler", "no_duplicates", "group_by_label"


class SentenceTransformerTrainingArguments:
    """Those that count here; all others are kept and do nothing."""

    def __init__(
        self,
        output_dir=None,
        num_train_epochs=3,
        per_device_train_batch_size=8,
        learning_rate=5e-5,
        warmup_steps=0,
        weight_decay=0.0,
        **others,
    ):
        self.output_dir, self.num_train_epochs, self.learning_rate = (
            output_dir,
            num_train_epochs,
            learning_rate,
        )
        self.per_device_train_batch_size = per_device_train_batch_size
        self.warmup_steps, self.weight_decay = warmup_steps, weight_decay
        vars(self).update(others)
