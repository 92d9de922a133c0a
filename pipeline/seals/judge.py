"""Whether a ring is a seal's, by its star, by how clear it is and by what was read and told of it."""

from __future__ import annotations

from extractors.authorities.seal_fits import find_known_rim
from extractors.authorities.seal_shares import has_no_text, is_authority_s, tell_line
from pipeline.seals.level import CLEAR_STAR, LevelSeal, filled
from pipeline.seals.ring import Ring
from pipeline.seals.text_network import RIM, tell_texts
from pipeline.seals.texts import LEAST_RIM, SealTexts

CLEAR_RING, CLEAR_DARK_RING = 0.8, 0.93  # support from which a ring needs no star to be a seal's
FAIR_DARK_RING = 0.8  # below which, without a star, only a rim that a network tells makes a seal
FULL_RING, FAIR_STAR = 0.85, 0.28  # support and sureness of a star that together make a black seal
WHOLE_RING, OPEN_STAR = 0.75, 0.58  # support below which a black ring needs a star as sure as that
EMBLEM = 0.25  # share of a disc that is inked from which it is no seal
PLAIN_RIM = 2.0  # worth of a rim's text (five characters read surely) that needs no star


def may_be_black_seal(seal: LevelSeal) -> bool:
    """Whether a ring among print is worth reading: about a star, or fair, or its rim told without reading."""
    support = seal.pose.ring.support
    if seal.star >= _least_star(support, among_text=True) or support >= FAIR_DARK_RING:
        return True
    return is_authority_s(tell_texts(RIM, seal))


def is_seal(ring: Ring, seal: LevelSeal, texts: SealTexts, among_text: bool) -> bool:
    """A ring about a star is one, unless without text it is filled as an emblem is; without a star
    the ring must be clear and its text legible, or its rim read well or told to be an authority's."""
    if is_authority_s(texts.rim_shares):
        return True
    known = find_known_rim(texts.rim_fits) or tell_line(texts.line_shares)
    is_legible = len(texts.rim.text) >= LEAST_RIM or bool(texts.lines) or known is not None
    is_fair = among_text and ring.support >= FULL_RING and seal.star >= FAIR_STAR
    if seal.star >= _least_star(ring.support, among_text=among_text) or is_fair:
        return is_legible or filled(seal) < EMBLEM
    if has_no_text(texts.rim_shares):
        return False
    is_clear = ring.support >= (CLEAR_DARK_RING if among_text else CLEAR_RING)
    return (is_legible and is_clear) or texts.rim.worth >= PLAIN_RIM


def _least_star(support: float, *, among_text: bool) -> float:
    """How sure a star must be for a ring of that support to be a seal's."""
    return OPEN_STAR if among_text and support < WHOLE_RING else CLEAR_STAR
