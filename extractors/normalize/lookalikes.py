"""Characters that an engine returns for a digit."""

from __future__ import annotations

DIGIT_LOOKALIKES = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "〇": "0", "○": "0", "◯": "0",
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "丨": "1",
    "Z": "2", "z": "2", "S": "5", "s": "5", "b": "6", "G": "6", "B": "8", "g": "9", "q": "9",
}  # fmt: skip
"""Each looks like that one digit only, so where nothing but a digit can stand it is that digit."""
