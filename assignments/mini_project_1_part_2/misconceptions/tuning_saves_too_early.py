"""The saved encoder answers as if it had never been trained. At what time is it written?

Must fail: fine_tune_model_saves_what_it_has_learned
"""
from sentence_transformers import losses
from torch.utils.data import DataLoader


class TextSimilarityModel(TextSimilarityModel):
    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.MultipleNegativesRankingLoss(self.model)
        self.model.save(save_model_path)
        self.model.fit(train_objectives=[(loader, loss)], epochs=num_epochs, warmup_steps=1)
