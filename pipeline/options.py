"""What a caller may choose. Every option is written here once, with its default."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from schemas.errors import OptionError

CORES: Final = min(4, len(os.sched_getaffinity(0)))
"""Cores that this process may use, at most 4: a page of 100 megapixels takes gigabytes while it is read."""


@dataclass(frozen=True)
class Limits:
    """Bounds on one input file; what lies beyond is a typed error, never an attempt.

    Raises:
        OptionError: a limit is not above zero.
    """

    max_file_bytes: int = 200 * 1024 * 1024
    max_pixels: int = 100_000_000
    """Width times height of one page, checked from the header before anything is decoded."""
    max_pages: int = 500
    max_stream_bytes: int = 64 * 1024 * 1024
    """What one stream of a PDF may unfold to, images aside (fonts for Chinese have up to 30 MiB)."""
    max_page_seconds: float = 6.0
    """Time to open and draw one page of a PDF; what opens late is not drawn."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                raise OptionError(f"The limit {field.name} must be above zero.")


@dataclass(frozen=True)
class Options:
    """How files are read. ``accept`` (0-1) is the confidence from which a value is accepted;
    ``again`` reads files anew whose content is in the database already; ``threads`` is how many
    cores are used, which is how many pages of a file are read at once; ``types`` is a folder of
    type declarations that go before ours.

    Raises:
        OptionError: ``accept`` is not between 0 and 1, ``threads`` below 1.
    """

    accept: float = 0.9
    again: bool = False
    limits: Limits = Limits()
    threads: int = CORES
    types: Path | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.accept <= 1:
            raise OptionError("The confidence to accept must be between 0 and 1.")
        if self.threads < 1:
            raise OptionError("At least one thread must read.")
