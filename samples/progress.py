"""A bar that moves while files are written."""

from __future__ import annotations

import sys
import time

WIDTH = 32


class Progress:
    """Counts to ``total`` on standard error; silent where that is no terminal."""

    def __init__(self, total: int, noun: str) -> None:
        self._total, self._noun = total, noun
        self._done, self._pages = 0, 0
        self._start = time.monotonic()
        self._shown = sys.stderr.isatty()

    def advance(self, pages: int) -> None:
        """One more of them, of so many pages, is written."""
        self._done += 1
        self._pages += pages
        if self._shown:
            filled = WIDTH * self._done // max(1, self._total)
            bar = "#" * filled + "." * (WIDTH - filled)
            print(
                f"\r[{bar}] {self._done}/{self._total} {self._noun}, {self._rate()}", end="", file=sys.stderr
            )

    def finish(self) -> str:
        """End the line; a summary in words."""
        if self._shown:
            print(file=sys.stderr)
        return f"{self._done} {self._noun}, {self._pages} pages, {self._rate()}"

    def _rate(self) -> str:
        return f"{self._pages / max(1e-9, time.monotonic() - self._start):.1f} pages/s"
