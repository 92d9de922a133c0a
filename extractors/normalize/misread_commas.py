"""A comma between two domains that was read as a dot."""

from __future__ import annotations

import re

from extractors.normalize.domains import NO_HOSTS, are_usual, begins_as_host, normalize_domain
from extractors.normalize.suffixes import GENERAL, USUAL_COUNTRIES, suffix_labels

SITE = 5  # letters of a name from which it is no host's
_NAMES_NO_HOST = NO_HOSTS | {"xyz", "ltd"}
_COMMA = re.compile("[,，]")


def is_comma(piece: str, parts: list[str]) -> bool:
    """Whether the dot between two domains can only be a comma: nobody calls a host com or xyz. But where the
    next begins so, com.cn may have lost what is behind it."""
    above, below = parts[0].lower(), parts[-1].lower()
    no_host = above.rpartition(".")[2] in _NAMES_NO_HOST and not any(
        below.startswith(country) for country in USUAL_COUNTRIES
    )
    return f"{above}.{below}" == piece.lower() and (no_host or are_sites(above, below))


def are_sites(above: str, below: str) -> bool:
    """Whether on both sides of a dot, or of a line's end with one, stands a whole site, as of a list whose
    comma was misread: hosts of hosts (jinyun.shop.hukuai.cn) have short names, and licenses have none of
    them. Behind com a country may stand, and a country's code may be a host's name."""
    upper = _COMMA.split(above.lower().rstrip("."))[-1]
    suffix = upper.rpartition(".")[2]
    goes_on = suffix in GENERAL or len(suffix) == 2 or below.lower().startswith("cn")
    return not goes_on and _names_site(upper) and _names_site(_COMMA.split(below)[0])


def _names_site(text: str) -> bool:
    """Whether it is a usual suffix behind one name that is no host's."""
    labels = text.lower().strip().split(".")
    own = labels[: len(labels) - suffix_labels(labels)]
    is_name = len(own) == 1 and len(own[0]) >= SITE and not begins_as_host(own)
    return is_name and are_usual([normalize_domain(text)])
