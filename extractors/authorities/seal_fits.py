"""Which text of a closed list a seal bears, by how well each of them fits what is seen of it.

A free reading of a seal under print loses characters and makes others up; of the authorities and purposes
that there are, one may fit far better than all others all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from extractors.authorities.known_text import NOTHING, Borne, KnownText
from extractors.authorities.seal_shares import has_no_text, tell_line, tell_rim
from extractors.authorities.seal_texts import PURPOSES, is_plain_rim, spelled_as_read
from extractors.normalize.text import is_part
from extractors.telecom_lists.issuers import rim_to_issuer
from schemas.page import SealReading, TextFit

LEAST = -5.0  # fit (0 = wholly) from which a text may be the seal's
SHORT, LEAST_SHORT = 7, -0.5  # characters below which a text must fit about wholly: 财务专用章 is near many
PLAIN = -0.8  # fit in one look that is as good as whole
CLEAR_RIM, CLEAR_LINE = 0.5, 0.8  # by which it must fit better than that of any other authority, purpose
BORNE_OUT, NEARLY = -7.5, 0.3  # the same of a text that other seals bear; it need not quite be the best
FULL = 3.0  # lead from which a text is as sure as one can be
DOUBTFUL, SUREST = 0.6, 0.95  # scores of a text without a lead, and of a sure one


def find_known_rim(fits: Sequence[TextFit], borne: Borne = NOTHING) -> KnownText | None:
    """The telecom authority that fits a rim far better than any other, or that is borne out and fits about
    as well as any; as sure as its lead is great."""
    known = _best_on_average(fits, rim_to_issuer, CLEAR_RIM)
    return known or _borne_out(fits, rim_to_issuer, borne.authorities)


def find_known_line(
    fits: Sequence[TextFit], borne: Borne = NOTHING, *, is_of_authority: bool = False
) -> KnownText | None:
    """The purpose of telecom papers that fits a straight line far better than any other of these, and than
    those of other seals unless the rim ``is_of_authority``; or that is borne out and fits about as well."""
    own = [fit for fit in fits if fit.text in PURPOSES] if is_of_authority else fits
    known = _best_on_average(own, str, CLEAR_LINE) or _plain_once(own) or _borne_out(own, str, borne.purposes)
    return known if known is not None and known.text in PURPOSES else None


def with_known_texts(seal: SealReading, borne: Borne = NOTHING) -> SealReading:
    """The seal of a telecom paper: its texts those of the closed lists where one of them fits."""
    changes: dict[str, object] = {}
    is_other = seal.text is not None and is_plain_rim(seal.text)  # a company's, on a copy of its license
    rim = None if is_other else tell_rim(seal.rim_shares, borne)
    rim = rim or find_known_rim(seal.rim_fits, NOTHING if is_other else borne)
    if rim is not None:
        text = spelled_as_read(rim.text, seal.text or "")
        changes |= {"text": text, "text_confidence": rim.confidence}
    is_of_authority = rim is not None or rim_to_issuer(seal.text or "") is not None
    line = tell_line(seal.line_shares, borne)
    line = line or find_known_line(seal.line_fits, borne, is_of_authority=is_of_authority)
    if line is not None:
        changes |= {"inner_text": line.text, "inner_confidence": line.confidence}
    elif has_no_text(seal.line_shares):
        changes |= {"inner_text": None, "inner_confidence": 0.0}
    return seal.model_copy(update=changes) if changes else seal


def _borne_out(
    fits: Sequence[TextFit], name: Callable[[str], str | None], borne: Collection[str]
) -> KnownText | None:
    own = [fit for fit in fits if name(fit.text) in borne and fit.mean >= BORNE_OUT]
    if not own:
        return None
    best = max(own, key=lambda fit: fit.mean)
    lead = best.mean - max(fit.mean for fit in fits if name(fit.text) != name(best.text))
    return _to_known(best.text, lead) if lead >= -NEARLY else None


def _best_on_average(
    fits: Sequence[TextFit], name: Callable[[str], str | None], clear: float
) -> KnownText | None:
    """The text that fits best over all looks, far better than any of another name."""
    if not fits:
        return None
    best = max(fits, key=lambda fit: fit.mean)
    lead = best.mean - max(fit.mean for fit in fits if name(fit.text) != name(best.text))
    least = LEAST_SHORT if len(best.text) < SHORT else LEAST
    return None if best.mean < least or lead < clear else _to_known(best.text, lead)


def _plain_once(fits: Sequence[TextFit]) -> KnownText | None:
    """The text that one look shows about wholly, where print hides some of it in the others: 行政专用章 fits
    those, and is a part of 行政许可专用章."""
    plain = [fit for fit in fits if fit.best >= PLAIN]
    whole = [fit for fit in plain if not any(is_part(fit.text, other.text) for other in plain)]
    if len(whole) != 1:
        return None
    second = max((fit.best for fit in fits if fit not in plain), default=LEAST)
    return _to_known(whole[0].text, PLAIN - second)


def _to_known(text: str, lead: float) -> KnownText:
    score = DOUBTFUL + (SUREST - DOUBTFUL) * max(0.0, min(1.0, lead / FULL))
    return KnownText(text=text, confidence=score)
