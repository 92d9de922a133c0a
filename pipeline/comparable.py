"""Text as two values are compared by, wherever that is done: in the store, and against the truth."""

from __future__ import annotations

import unicodedata


def text_to_comparable(text: str) -> str:
    """NFKC, without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())
