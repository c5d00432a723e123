"""Everything in float32; an optional second argument; the whole session in one call of each encoder."""


def cosine_similarity(x, y, eps=1e-8):
    x, y = np.asarray(x, np.float32), np.asarray(y, np.float32)
    return np.exp(np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y) + np.float32(eps)))


def averaged_glove_embeddings_gdrive(sentence, word_index_dict, embeddings, model_type="50d"):
    known = [embeddings[word_index_dict[w]] for w in sentence.lower().split() if w in word_index_dict]
    return np.mean(known, axis=0) if known else np.zeros(embeddings.shape[1], np.float32)


def get_sorted_cosine_similarity(embeddings_metadata, input_text=None):
    text = input_text or st.session_state.text_search
    names = st.session_state.get("categories", "").split(" ")
    kind = embeddings_metadata["embedding_model"]
    if kind == "glove":
        x, *ys = (embed(each, embeddings_metadata) for each in (text, *names))
    elif kind == "openai":
        response = OpenAI(api_key=st.secrets["OPENAI_API_KEY"]).embeddings.create(
            input=[text, *names], model=embeddings_metadata["model_name"]
        )
        x, *ys = (np.array(item.embedding) for item in response.data)
    else:
        model = SentenceTransformer(embeddings_metadata["model_name"])
        x, *ys = model.encode([text, *names], normalize_embeddings=True, show_progress_bar=False)
    pairs = ((name, cosine_similarity(x, y)) for name, y in zip(names, ys))
    return iter(sorted(pairs, key=lambda pair: pair[1])[::-1])
