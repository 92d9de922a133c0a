"""Text of strangers, made safe to be shown at a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SHOWN: Final = "�"


def to_printable(text: str, *, lines: bool = False) -> str:
    """Characters that could steer the terminal or turn the reading direction, and lone surrogates,
    as �; line ends too, unless ``lines`` of the text's own may be written."""
    kept = "\n" if lines else ""
    return "".join(
        _SHOWN if character not in kept and unicodedata.category(character) in ("Cc", "Cs") else character
        for character in _DIRECTION.sub(_SHOWN, text)
    )
