"""google.colab.userdata without secrets."""


def get(key: str) -> str:
    """No secret is known here."""
    return ""
