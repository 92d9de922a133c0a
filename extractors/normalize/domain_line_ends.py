"""What a list of domains may have lost at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.normalize.domains import UNSOUND, normalize_domain
from extractors.normalize.normal import Normal
from extractors.normalize.suffixes import is_suffix

_OPEN = re.compile(r"\.\s*(?:com|net|org|gov)\s*[.．]\s*$", re.IGNORECASE)
# A mark behind a separator: the first letter of the next line's domain, alone there: cn; i
_LETTER = re.compile(r"[、;；,，]\s*[:：.·|!'’]\s*\n")
_HEAD = re.compile(r"(?P<suffix>[a-z]+)\.(?P<rest>[a-z0-9-]+(?:\.[a-z0-9-]+)+)")


def find_torn(
    text: str, domains: Sequence[Normal], to_domains: Callable[[str], Sequence[Normal]]
) -> set[int]:
    """Which of the ``domains`` of ``text``, by their place, may have lost something at a line's end: a
    country behind a last dot, a letter that was read as a mark, or a dot. ``to_domains`` gives those of the
    beginning of a text."""
    torn = {len(to_domains(text[: found.start()])) for found in _LETTER.finditer(text)}
    heads = _begun_with_suffix(text)
    for at, domain in enumerate(domains):
        value = domain.value or ""
        if any(value != head and value.endswith(head) for head in heads):
            torn.add(at)
    if _OPEN.search(text):
        torn.add(len(domains) - 1)
    return torn


def _begun_with_suffix(text: str) -> list[str]:
    """What the lines of ``text`` but the first begin with, where its suffix may be that of the domain above,
    its dot lost and the mark behind it misread, for what follows is a domain too: abc, vip.def.shop."""
    heads = (_HEAD.match(line.lower().strip()) for line in text.splitlines()[1:])
    return [
        head[0]
        for head in heads
        if head is not None
        and is_suffix(head["suffix"])
        and UNSOUND.isdisjoint(normalize_domain(head["rest"]).failed)
    ]
