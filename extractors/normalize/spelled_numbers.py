"""Numbers as Chinese numerals spell them."""

from __future__ import annotations

_FIGURES = "〇一二三四五六七八九"


def spell_figures(number: int) -> str:
    """Figure by figure, as years are: 二〇二五."""
    return "".join(_FIGURES[int(figure)] for figure in str(number))


def spell_number(number: int) -> str:
    """As it is said, from 1 to 99: 二十五."""
    tens, ones = divmod(number, 10)
    return (_FIGURES[tens] if tens > 1 else "") + ("十" if tens else "") + (_FIGURES[ones] if ones else "")
