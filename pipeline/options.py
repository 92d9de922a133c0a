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
    """What one stream of a PDF, images aside, or one part of an OFD may unfold to (fonts for Chinese have
    up to 30 MiB)."""
    max_package_parts: int = 10_000
    """Files in the container of an OFD."""
    max_package_bytes: int = 512 * 1024 * 1024
    """What all parts of an OFD may unpack to; of one part, ``max_stream_bytes``."""
    max_images: int = 10_000
    """Images that one page of a PDF may be made of (some scanners cut a page into strips or letters)."""
    max_ratio: float = 200.0
    """How many times its packed size a stream of a PDF may unfold to, images and small ones aside."""
    max_page_seconds: float = 6.0
    """Processor time to open and draw one page of a PDF or OFD; what opens late is not drawn."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:  # as is none that is no number
                raise _not_above_zero(field.name)


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
            raise OptionError(
                "接受值的可信度须在 0 和 1 之间 / The confidence to accept must be between 0 and 1."
            )
        if self.threads < 1:
            raise OptionError("至少须有一个读取线程 / At least one thread must read.")


@dataclass(frozen=True)
class WorkerLimits:
    """Bounds on one worker process. What it reads when it passes one is read once more by itself,
    and then a typed failure.

    The last four are limits of the operating system on the process, where they are given:
    ``address_bytes`` of its address space (networks map much more than they use),
    ``descriptors`` of open files, ``file_bytes`` of any file that it writes (the database, where
    that is SQLite, is one), ``cpu_seconds`` of processor time for one file.

    Raises:
        OptionError: a limit is not above zero.
    """

    page_seconds: float = 180.0
    """From one sign of life to the next: a page read, a file saved."""
    file_seconds: float = 3600.0
    memory_bytes: int | None = None
    """Resident memory. Without: what the machine has, shared out evenly."""
    files: int = 1000
    """After so many files a worker is replaced by a new one, against leaks of native libraries."""
    resting_bytes: int = 950_000_000
    """Resident memory between two files from which it is replaced too, once it has read some: what networks
    keep of each width of line and size of page grows for thousands of pages."""
    address_bytes: int | None = None
    descriptors: int | None = None
    file_bytes: int | None = None
    cpu_seconds: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and value <= 0:
                raise _not_above_zero(field.name)


def _not_above_zero(name: str) -> OptionError:
    return OptionError(f"上限 {name} 须大于零 / The limit {name} must be above zero.")
