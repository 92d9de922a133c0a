"""Rules of tables that are printed in red, which what is read of a page is without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from pipeline.preprocess.ink import Ink
from pipeline.preprocess.rules import find_rules
from schemas.page import Rule

LEAST = 3  # rules of a table in each direction: a stamp's frame has two
WIDE = 0.3  # of the page's width that a table has at least; stamps with fields are smaller
TOUCHING = 0.006  # of the page's long side from one rule of a table to another at most


def find_red_rules(ink: Ink, skew: float) -> list[Rule]:
    """Those of the page's red ink that make up a table, ``skew`` degrees clockwise as the page is, in pixels
    of the page."""
    if ink.red is None:
        return []
    height, width = ink.red.shape[:2]
    rules = find_rules(ink.red, skew)
    tables = _touching(rules, TOUCHING * max(height, width))
    return [rule for table in tables if _is_table(table, WIDE * width) for rule in table]


def _touching(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """The rules, those that touch one another together."""
    lines = shapely.linestrings([[rule.start, rule.end] for rule in rules]) if rules else np.array([])
    near_ones = shapely.distance(lines[:, np.newaxis], lines) < near
    groups, left = [], set(range(len(rules)))
    while left:
        group, new = set[int](), {min(left)}
        while new:
            group |= new
            new = {int(at) for one in new for at in np.flatnonzero(near_ones[one])} - group
        groups.append([rules[at] for at in sorted(group)])
        left -= group
    return groups


def _is_table(rules: Sequence[Rule], wide: float) -> bool:
    level = [rule for rule in rules if _is_level(rule)]
    xs = [x for rule in rules for x in (rule.start[0], rule.end[0])]
    return min(len(level), len(rules) - len(level)) >= LEAST and max(xs) - min(xs) > wide


def _is_level(rule: Rule) -> bool:
    return abs(rule.end[0] - rule.start[0]) > abs(rule.end[1] - rule.start[1])
