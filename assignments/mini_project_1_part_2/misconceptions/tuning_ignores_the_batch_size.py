"""However small the batches are meant to be, your training takes as many steps. Where does batch_size go?

Must fail: fine_tune_model_obeys_batch_size_and_epochs
"""
from sentence_transformers import losses
from torch.utils.data import DataLoader


class TextSimilarityModel(TextSimilarityModel):
    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=32)
        loss = losses.MultipleNegativesRankingLoss(self.model)
        self.model.fit(train_objectives=[(loader, loss)], epochs=num_epochs, warmup_steps=1)
        self.model.save(save_model_path)
