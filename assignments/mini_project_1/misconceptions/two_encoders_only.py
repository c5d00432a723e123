"""Your search knows two encoders. Which of them is used when the metadata name the third, and does it have a
model of that name?

Must fail: search_by_the_other_encoder_scores_every_category
"""


def embed(text, embeddings_metadata):
    if embeddings_metadata["embedding_model"] == "glove":
        names = "word_index_dict", "embeddings", "model_type"
        return averaged_glove_embeddings_gdrive(text, *(embeddings_metadata[name] for name in names))
    if embeddings_metadata["model_name"] != "all-MiniLM-L6-v2":
        return SentenceTransformer("all-MiniLM-L6-v2").encode(text)
    return SentenceTransformer(embeddings_metadata["model_name"]).encode(text)
