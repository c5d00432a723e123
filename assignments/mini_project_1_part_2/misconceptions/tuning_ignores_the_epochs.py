"""One epoch or ten: your training takes equally long. Where does num_epochs go?

Must fail: fine_tune_model_obeys_batch_size_and_epochs
"""
from sentence_transformers import losses
from torch.utils.data import DataLoader


class TextSimilarityModel(TextSimilarityModel):
    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.MultipleNegativesRankingLoss(self.model)
        self.model.fit(train_objectives=[(loader, loss)], epochs=3, warmup_steps=1)
        self.model.save(save_model_path)
