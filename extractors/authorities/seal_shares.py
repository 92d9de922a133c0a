"""Which text of a closed list a seal under print bears, by the shares that networks give to each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from extractors.authorities.known_text import NOTHING, Borne, KnownText
from extractors.authorities.seal_texts import PURPOSES
from extractors.telecom_lists.issuers import rim_to_issuer
from schemas.page import TextShare

LEAST_RIM, LEAST_LINE = 0.8, 0.6  # shares from which a text may be the seal's; below 0.9 a person sees to it
LEAST_BORNE = 0.6  # the same of an authority that the number or other seals name
BARE = 0.9  # share of "no text" from which there is none
AUTHORITY = 0.95  # share of all authorities together from which a rim is one's
LIKELIER = 5.0  # times: the odds of a text that is borne out, against none and one that is not listed
UNLIKELIER = 0.2  # times: those of the list's other texts beside it
AGAINST = 0.85  # confidence, at most, of a text that the seal itself shows less likely than another


def tell_rim(shares: Sequence[TextShare], borne: Borne = NOTHING) -> KnownText | None:
    """The telecom authority's name on a rim, in its likeliest spelling, if any is likely."""
    issuer = _likeliest(shares, rim_to_issuer, borne.authorities)
    if issuer is None or issuer.confidence < (LEAST_BORNE if issuer.text in borne.authorities else LEAST_RIM):
        return None
    spelled = max(
        (one for one in shares if rim_to_issuer(one.text or "") == issuer.text), key=lambda one: one.share
    )
    return KnownText(spelled.text or issuer.text, issuer.confidence)


def is_authority_s(shares: Sequence[TextShare]) -> bool:
    """Whether a rim names a telecom authority, whichever."""
    return bool(shares) and sum(one.share for one in shares if not one.text) <= 1 - AUTHORITY


def tell_line(shares: Sequence[TextShare], borne: Borne = NOTHING) -> KnownText | None:
    """The purpose of telecom papers that a straight line names, if any is likely."""
    purpose = _likeliest(shares, lambda text: text if text in PURPOSES else None, borne.purposes)
    return None if purpose is None or purpose.confidence < LEAST_LINE else purpose


def has_no_text(shares: Sequence[TextShare]) -> bool:
    """Whether nothing but print stands in the place of a rim or of a straight line."""
    return any(one.text == "" and one.share >= BARE for one in shares)


def _likeliest(
    shares: Sequence[TextShare], name: Callable[[str], str | None], borne: Collection[str]
) -> KnownText | None:
    seen: dict[str | None, float] = defaultdict(float)
    odds: dict[str | None, float] = defaultdict(float)
    for one in shares:
        named = name(one.text) if one.text else None
        seen[named] += one.share
        odds[named] += one.share * _times(one, named in borne, bool(borne))
    best = max((named for named in odds if named is not None), key=odds.__getitem__, default=None)
    if best is None:
        return None
    confidence = odds[best] / sum(odds.values())
    is_seen = all(seen[best] >= share for named, share in seen.items() if named is not None)
    return KnownText(best, confidence if is_seen else min(confidence, AGAINST))


def _times(one: TextShare, is_borne: bool, is_any_borne: bool) -> float:
    """What other evidence makes of a share's odds: the texts of the list exclude one another."""
    if is_borne:
        return LIKELIER
    return UNLIKELIER if is_any_borne and one.text else 1.0
