"""openai without a network or a key: embeddings from offline_encoder, and an empty answer to every chat."""

import os

import offline_encoder

os.environ.setdefault("OPENAI_API_KEY", "no key is needed here")  # files refuse to work without one
api_key = organization = None


class OpenAIError(Exception):
    """What all errors of the client are."""


class APIError(OpenAIError):
    """Another one."""


class NotFoundError(APIError):
    """A model that OpenAI has not."""


class RateLimitError(APIError):
    """Another one."""


class AuthenticationError(APIError):
    """Another one."""


class Answer(dict):
    """A dict whose entries are attributes, too."""

    __getattr__ = dict.__getitem__

    def model_dump(self):
        """Itself, as the client's own answers do."""
        return dict(self)


class Embeddings:
    """`client.embeddings`."""

    @staticmethod
    def create(input=None, model=None, engine=None, dimensions=None, **_):
        """A vector for each text, in their order, as lists of numbers."""
        name = str(model or engine)
        if not name.startswith("text-embedding-"):
            raise NotFoundError(f"The model `{name}` does not exist or you do not have access to it.")
        texts = [input] if isinstance(input, str) else list(input)
        vectors = [offline_encoder.embedding(text, name)[:dimensions].tolist() for text in texts]
        data = [Answer(object="embedding", index=i, embedding=each) for i, each in enumerate(vectors)]
        return Answer(object="list", data=data, model=name, usage=Answer(prompt_tokens=0, total_tokens=0))


class Completions:
    """`client.chat.completions`."""

    @staticmethod
    def create(model=None, **_):
        """One choice, which says nothing."""
        message = Answer(role="assistant", content="")
        return Answer(model=model, choices=[Answer(index=0, message=message, text="", finish_reason="stop")])


class OpenAI:
    """A client; any settings will do, no key is needed."""

    def __init__(self, *_, **settings):
        self.api_key = settings.get("api_key")
        self.embeddings, self.completions = Embeddings(), Completions()
        self.chat = Answer(completions=Completions())


AzureOpenAI = Client = OpenAI
embeddings = Embedding = Embeddings()
completions = Completion = ChatCompletion = Completions()
chat = Answer(completions=Completions())
