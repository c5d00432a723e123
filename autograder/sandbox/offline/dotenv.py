"""dotenv without a .env file."""

from typing import Any


def load_dotenv(*_: Any, **__: Any) -> bool:
    """Nothing was found."""
    return False


def find_dotenv(*_: Any, **__: Any) -> str:
    """No file was found."""
    return ""


def dotenv_values(*_: Any, **__: Any) -> dict[str, str | None]:
    """Nothing is set."""
    return {}
