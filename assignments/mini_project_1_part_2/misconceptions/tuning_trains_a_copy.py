"""Something is trained, but neither the encoder of your model nor the saved one has changed. Which object
does fit work on?

Must fail: fine_tune_model_changes_the_encoder, fine_tune_model_saves_what_it_has_learned,
fine_tune_model_obeys_batch_size_and_epochs
"""
from sentence_transformers import SentenceTransformer, losses
from torch.utils.data import DataLoader


class TextSimilarityModel(TextSimilarityModel):
    def fine_tune_model(self, batch_size=32, num_epochs=3, save_model_path="finetuned_senBERT"):
        loader = DataLoader(self.prepare_training_examples(), shuffle=True, batch_size=batch_size)
        loss = losses.MultipleNegativesRankingLoss(self.model)
        copy = SentenceTransformer("all-MiniLM-L6-v2")
        loss = losses.MultipleNegativesRankingLoss(copy)
        copy.fit(train_objectives=[(loader, loss)], epochs=num_epochs, warmup_steps=1)
        self.model.save(save_model_path)
