"""Characters of people's names that a recognizer hardly knows, and the common ones that it reads there."""

from __future__ import annotations

from typing import Final

NEVER_SURNAMES: Final = dict(
    zip("逢仗谋逮却替皆警魄晃糕洗谬阀全播", "逄仉谌逯郄昝訾訾隗晁禚冼缪阚仝潘", strict=True)
)
"""No surname, or hardly ever one, and read where the other stands."""

RARELY_GIVEN: Final = {"龔": "龑", "龚": "龑䶮", "契": "㛃"}
"""The same of given names, which hardly any has; 龚 is a surname, and 龑 is 䶮 with the dragon of 龔."""
