"""Authorities that grant a certificate together."""

from __future__ import annotations

from collections.abc import Sequence

JOINT = "、"  # between their names


def to_complete(names: Sequence[str], groups: Sequence[Sequence[str]]) -> list[str] | None:
    """The names in the order of that of ``groups`` which tells just these by a word for each; or ``None``."""
    for group in groups:
        told = [[name for name in names if word in name] for word in group]
        ordered = [found[0] for found in told if len(found) == 1]
        if len(ordered) == len(group) and sorted(ordered) == sorted(names):
            return ordered
    return None
