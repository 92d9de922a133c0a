"""The word lists under ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def data_lines(name: str) -> list[str]:
    """The lines of a data file, comments left out."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@dataclass(frozen=True)
class Region:
    """A province; ``places`` are its cities, or a municipality's districts."""

    letter: str
    name: str
    authority: str
    places: tuple[str, ...]

    @property
    def is_municipality(self) -> bool:
        return self.places[0].endswith("区")

    @property
    def short_name(self) -> str:
        """As used in company names: 北京, 广西."""
        for tail in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
            if self.name.endswith(tail):
                return self.name.removesuffix(tail)
        return self.name


@dataclass(frozen=True)
class Service:
    """A service of the 2015 catalogue; ``old_name`` is what it was called before."""

    code: str
    number_class: str
    name: str
    old_name: str | None
    limits: tuple[str, ...]
    exclusions: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """All 31 provinces."""
    rows = [line.split("|") for line in data_lines("regions.txt")]
    return tuple(Region(letter, name, authority, tuple(p.split())) for letter, name, authority, p in rows)


@cache
def services() -> tuple[Service, ...]:
    """The catalogue."""
    rows = [line.split("|") for line in data_lines("services.txt")]
    return tuple(
        Service(code, number_class, name, old or None, tuple(limits.split()), tuple(exclusions.split()))
        for code, number_class, name, old, limits, exclusions in rows
    )


@cache
def _word_lists(file_name: str) -> dict[str, tuple[str, ...]]:
    pairs = [line.split("|", 1) for line in data_lines(file_name)]
    return {name: tuple(line.split()) for name, line in pairs}


def words(name: str) -> tuple[str, ...]:
    """A list of ``words.txt``; a word that stands there twice is drawn twice as often."""
    return _word_lists("words.txt")[name]


def trades(name: str) -> tuple[str, ...]:
    """A list of ``trades.txt``: what certificates of other types say."""
    return _word_lists("trades.txt")[name]


def trade_text() -> str:
    """All of ``trades.txt``, to choose a face that has its characters."""
    return "".join("".join(line) for line in _word_lists("trades.txt").values())
