"""Regions that brackets narrow to towns: 吉林省（长春、延边）, 浙江省/（杭州、宁波）."""

from __future__ import annotations

import re

from extractors.normalize.text import fold
from extractors.place_names.places import REGIONS, is_town

_NARROWED = re.compile(r"(?P<region>[\u3400-\u9fff]+)/?[(（](?:仅限|限)?(?P<towns>[^()（）]+)[)）]")
_MARKS = re.compile("[、,;，；]")


def to_towns(coverage: str) -> str:
    """The coverage with the towns alone where brackets behind a region list nothing else."""
    return _NARROWED.sub(_towns, coverage)


def _towns(narrowed: re.Match[str]) -> str:
    towns = _MARKS.split(fold(narrowed["towns"]))
    known = fold(narrowed["region"]) in REGIONS and all(map(is_town, towns))
    return narrowed["towns"] if known else narrowed[0]
