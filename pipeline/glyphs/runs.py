"""What in a line may be a domain or a part of one, which of its characters have look-alikes, and figures."""

from __future__ import annotations

import re

from pipeline.domain_like import is_domain_like

TWINS = frozenset("1lIi|!0Oo")
# With the first letters of the next domain, which goes on in the next line: alone they tell no height.
_RUN = re.compile(r"[A-Za-z0-9.|!-]{4,}(?:[,;，；、] ?[A-Za-z0-9|!-]{2,3}$)?")
_FIGURES = re.compile(r"(?<![A-Za-z0-9.])[0-9]{4,}(?![A-Za-z0-9.])")


def find_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of Latin print that may be a domain or a part of one."""
    return [found.span() for found in _RUN.finditer(text) if is_domain_like(found.group())]


def find_figures(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of figures and nothing else, years and numbers: they show how the face of a
    paper draws what has look-alikes."""
    return [found.span() for found in _FIGURES.finditer(text) if TWINS & set(found.group())]
