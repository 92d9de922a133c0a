"""What stands in the cells that the network for Latin print is trained on: domains, and pieces of them."""

from __future__ import annotations

from random import Random

from extractors.normalize.suffixes import TOP_LEVEL
from samples.glyphs.cells import Words
from samples.vocabulary import words

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MIXED = LETTERS + "0123456789"
ALIKE = "l1o0iI"
BEFORE = ("域名：", "网址:", "网站", "、", "；", "：", "(", "站")
BEHIND = ("、", "；", "，", "。", "等", "（主）", "提供", ";", "一", "丨")
PIECE = 0.18  # share of the cells that hold a piece of a domain, as where a line breaks
PAIR = 0.12  # and of those that hold two domains
JOINTS = (";", ",", "; ", ", ")
ANY_END = 0.4  # share of the domains that end as few do: one that has learned .com reads it everywhere
_ENDS = tuple(sorted(end for end in TOP_LEVEL if end.isascii()))


def draw_words(draw: Random) -> Words:
    """The text of a cell; mostly one domain by itself."""
    text = draw_domain(draw)
    kind = draw.random()
    if kind < PIECE:
        at = draw.randrange(2, len(text) - 1)
        text = draw.choice((text[:at], text[at:]))
    elif kind < PIECE + PAIR:
        text += draw.choice(JOINTS) + draw_domain(draw)
    before = draw.choice(BEFORE) if draw.random() < 0.3 else ""
    behind = draw.choice(BEHIND) if draw.random() < 0.4 else ""
    return Words(text, before, behind)


def draw_domain(draw: Random) -> str:
    """A domain whose letters its neighbours tell no more than half of the time."""
    label = _label(draw)
    case = draw.random()
    label = label.upper() if case < 0.03 else label.capitalize() if case < 0.1 else label
    text = f"{label}.{_end(draw)}"
    lead = draw.random()
    return f"www.{text}" if lead < 0.1 else f"{_label(draw)[:6]}.{text}" if lead < 0.16 else text


def _end(draw: Random) -> str:
    if draw.random() >= ANY_END:
        return draw.choice(words("tld"))
    return draw.choice(_ENDS) if draw.random() < 0.7 else _label(draw)[:5].strip("-")


def _label(draw: Random) -> str:
    kind = draw.random()
    if kind < 0.45:
        label = "".join(
            draw.choice(words(draw.choice(("pinyin", "english")))) for _ in range(draw.randint(1, 3))
        )
        label = "".join(_exchanged(draw, char) for char in label)
        label += _number(draw) if draw.random() < 0.3 else ""
    elif kind < 0.7:
        label = "".join(draw.choice(MIXED) for _ in range(draw.randint(3, 12)))
    elif kind < 0.85:
        label = "".join(draw.choice(LETTERS) for _ in range(draw.randint(3, 12)))
    else:
        label = "".join(draw.choice(ALIKE + draw.choice(MIXED)) for _ in range(draw.randint(4, 9))).lower()
    if len(label) > 4 and draw.random() < 0.12:
        at = draw.randrange(1, len(label) - 1)
        label = f"{label[:at]}-{label[at:]}"
    return label[:18]


def _exchanged(draw: Random, char: str) -> str:
    """Now and then another letter, or none, or twice, so that words tell less than print."""
    fate = draw.random()
    if fate < 0.03:
        return draw.choice(MIXED)
    if fate < 0.05:
        return draw.choice(("", char * 2))
    return draw.choice(ALIKE).lower() if char in ALIKE and fate < 0.3 else char


def _number(draw: Random) -> str:
    return str(draw.choice((draw.randint(0, 9), draw.randint(10, 999), 360, 101, 110, 2008, 520)))
