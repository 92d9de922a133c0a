"""Files that are one series by their names: page1.jpg, page2.jpg … in one folder."""

from __future__ import annotations

import re

NUMBER = "\0"  # what stands for a number in the name of a series


def series_of(path: str) -> str:
    """The path with each number in the file's name left out: equal for the files of one series.

    A name without a number is a series of its own.
    """
    cut = max(path.rfind("/"), path.rfind("\\")) + 1
    return path[:cut] + re.sub(r"\d+", NUMBER, path[cut:])


def natural_key(name: str) -> list[tuple[int, str]]:
    """Sorts numbers in names by their size."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name.lower())]
