"""What belongs to this copy and not to the license: use restrictions and seals."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import fmean

from extractors.authorities.known_text import NOTHING, Borne
from extractors.authorities.lines_in_seals import with_line_of_page, with_rim_over_print
from extractors.authorities.seal_fits import with_known_texts
from extractors.authorities.seal_shares import has_no_text
from extractors.authorities.seal_texts import (
    INSPECTION,
    inner_to_purpose,
    is_plain_line,
    is_plain_purpose,
    is_plain_rim,
    rim_to_authority,
)
from extractors.certificates.telecom_issuer import expected_issuer
from extractors.confidence import MOST_AGREEING, evidence_to_confidence, nines
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.normalize.text import fold, in_one_form
from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from extractors.telecom_lists.issuers import ISSUERS, rim_to_issuer
from extractors.use_restrictions.restriction_sites import restrictions_by_page
from extractors.use_restrictions.restriction_text import (
    is_turned,
    lacks_purpose,
    says_rule,
    says_use,
)
from extractors.use_restrictions.restrictions import FoundRestriction, is_same_watermark, restriction_quad
from extractors.use_restrictions.unread_restrictions import tell_unread
from schemas.calibration import calibration
from schemas.certificate import Seal, UseRestriction
from schemas.field import FieldStatus, FieldValue
from schemas.page import SealKind, SealReading, SealShape

LEAST_FILLED = 0.3  # share of a stamp's width and height that its text takes
BY_HAND = 3.0  # degrees from which a line was not set with the page's own text
SURE_ALONE = 0.99  # score from which a rim that nothing else bears out is as it was read
LEGIBLE = 0.6  # score of the least sure character below which one that no other page says goes to review
_SPECKED = re.compile(r"(?:[\u4e00-\u9fff](?:[a-z,.]|1[,、])|\)\.)[\u4e00-\u9fff]")  # dirt read in it
_NO_SITE = re.compile(r"\([a-z0-9-]{4,}\)", re.IGNORECASE)  # a domain in brackets whose dot was lost
_TORN_DATE = re.compile(
    r"(?<![\d年-])\d{1,2}(?:[-./]\d{1,2}[-./]\d{1,2}(?!\d)|月\d{1,2}日)"
)  # its year is lost
_TILE = re.compile("仅[供限]")
_PARTS = ("text", "purpose", "valid_until", "copy_rule")


def read_restrictions(record: Record, group: PageGroup) -> tuple[UseRestriction, ...]:
    """Each restriction once a page, its parts entered as fields."""
    restrictions: list[UseRestriction] = []
    by_page = restrictions_by_page(record, group)
    everywhere = [found for own in by_page for found in own]
    for page_no, (page, own) in enumerate(zip(group.pages, by_page, strict=True), start=1):
        for found in own:
            restriction = found.restriction.model_copy(update={"page_no": page_no})
            key = f"use_restrictions.{len(restrictions)}"
            for part in _PARTS:
                value = getattr(restriction, part)
                if value is not None:
                    _enter_part(record, f"{key}.{part}", part, found, everywhere, page_no)
            if lacks_purpose(restriction) or _is_cut_tile(found):
                record.doubt(f"{key}.text", issue("purpose_unread", f"{key}.text", restriction.text))
            if _differs_from_itself(restriction.text):
                for part in ("text", "purpose"):
                    record.doubt(f"{key}.{part}", issue("purpose_misread", f"{key}.{part}", restriction.text))
            if restriction.valid_until is None and _TORN_DATE.search(fold(restriction.text)):
                record.doubt(f"{key}.text", issue(Check.DATE_INCOMPLETE, f"{key}.text", restriction.text))
            restrictions.append(restriction)
        tell_unread(record, page, own)
    return tuple(restrictions)


def _differs_from_itself(text: str) -> bool:
    """Whether a restriction holds two tiles that were read differently: …市场架使用, …市场上架使用."""
    _, *tiles = _TILE.split(fold(text))
    return any(one not in other and other not in one for one, other in pairwise(tiles))


def _is_cut_tile(found: FoundRestriction) -> bool:
    """Whether it is the end of a banner or a stamp set aslant, whose beginning print hides: 复印无效."""
    aslant = all(abs(line.angle) > BY_HAND for line in found.lines)
    return found.tiles == 1 and aslant and found.restriction.purpose is None


def _enter_part(
    record: Record,
    key: str,
    part: str,
    found: FoundRestriction,
    everywhere: Sequence[FoundRestriction],
    page_no: int,
) -> None:
    """One part; a watermark is the same on all pages, so what another page reads speaks for or against it."""
    value = getattr(found.restriction, part)
    others = [other for other in everywhere if other is not found and is_same_watermark(found, other)]
    agreeing = sum(fold(getattr(other.restriction, part) or "") == fold(value) for other in others)
    doubtful = found.read.doubtful_domains(value)
    scores = found.read.scores_of(value)
    evidence = {
        "weakest": nines(min(scores) * found.agreement),
        "mean": nines(fmean(scores) * found.agreement),
        "page": nines(record.pages[page_no - 1]),
        "length": math.log2(len(scores)),
        "rows": float(found.read.text.count("\n")),
        "failed": float(doubtful > 0),
        "doubtful": float(doubtful),
        "agreeing": float(min(agreeing, MOST_AGREEING)),
        "differing": float(len(others) - agreeing),
        "kind_restriction": 1.0,
    }
    if doubtful:
        record.issues.append(issue(Check.CONFUSABLE_DOMAIN.value, key, value))
    record.enter(
        key,
        raw=found.raw,
        value=value,
        confidence=evidence_to_confidence(evidence, calibration()),
        evidence=evidence,
        page_no=page_no,
        quad=restriction_quad(found),
        engine=found.lines[0].engine,
        sound=not doubtful and (agreeing > 0 or min(scores) * found.agreement >= LEGIBLE),
    )
    if part == "purpose" and (not says_use(value) or is_turned(found.restriction.text)):
        record.doubt(key, issue("purpose_cut", key, value))
    if part == "purpose" and _SPECKED.search(fold(value)):
        record.doubt(key, issue("purpose_misread", key, value))
    if part == "copy_rule" and not says_rule(value):
        record.doubt(key, issue("rule_cut", key, value))
    if _NO_SITE.search(fold(value)):
        record.doubt(key, issue(Check.DOMAIN_FORM.value, key, value))
    if fold(value).count("(") != fold(value).count(")"):
        record.doubt(key, issue(Check.BRACKETS.value, key, value))


def read_seals(
    record: Record, group: PageGroup, known: Mapping[str, FieldValue], *, closed: bool = False
) -> tuple[Seal, ...]:
    """The seals of all pages in order, and the framed stamps that restrict use.

    ``known`` are rims as read, and the certificate's issuer by them; ``closed``
    tells that authorities and purposes of the type are a known few. Lines without a frame may be typed
    as well as stamped, whatever their ink.
    """
    named = [_named(seal, page, closed=closed) for page in group.pages for seal in page.seals]
    likely = _all_named(group, named)
    own_names = iter(named)
    seals: list[Seal] = []
    by_page = restrictions_by_page(record, group)
    for page_no, (page, own) in enumerate(zip(group.pages, by_page, strict=True), start=1):
        for seal in page.seals:
            key, borne = f"seals.{len(seals)}", likely.without(next(own_names)).borne(seal.shape)
            told = _with_texts(seal, page, borne) if closed else seal
            seals.append(
                _read_seal(record, key, (seal, told), page_no, likely.authorities, borne, known, closed)
            )
        for found in own:
            if _is_framed(found, page.stamps):
                text = found.restriction.text
                seals.append(
                    Seal(
                        page_no=page_no,
                        kind=SealKind.STAMP,
                        shape=SealShape.RECTANGLE,
                        text=text,
                        inner_text=None,
                    )
                )
    return tuple(seals)


def _is_framed(found: FoundRestriction, stamps: Sequence[SealReading]) -> bool:
    """Whether a frame of about its own size is set round the restriction."""
    own = restriction_quad(found).bbox
    x, y = own.center
    return any(
        box.left < x < box.right
        and box.top < y < box.bottom
        and own.width > LEAST_FILLED * box.width
        and own.height > LEAST_FILLED * box.height
        for box in (stamp.quad.bbox for stamp in stamps)
    )


@dataclass(frozen=True)
class _Named:
    """The authorities, and the purposes of seals of a shape, that seals or the number name, and how often."""

    authorities: Counter[str]
    purposes: Counter[tuple[SealShape, str]]

    def without(self, own: _Named) -> _Named:
        return _Named(self.authorities - own.authorities, self.purposes - own.purposes)

    def borne(self, shape: SealShape) -> Borne:
        """What this is for a seal of that shape."""
        purposes = frozenset(purpose for other, purpose in self.purposes if other == shape)
        if shape == SealShape.OVAL:  # those of telecom papers are inspections'
            purposes |= {INSPECTION}
        return Borne(frozenset(self.authorities), purposes)


def _all_named(group: PageGroup, named: Sequence[_Named]) -> _Named:
    expected = expected_issuer(group.number)
    return _Named(
        sum((one.authorities for one in named), Counter(() if expected is None else (expected,))),
        sum((one.purposes for one in named), Counter()),
    )


def _with_texts(seal: SealReading, page: PageFacts, borne: Borne = NOTHING) -> SealReading:
    lines = page.source.page.lines
    return with_rim_over_print(with_line_of_page(with_known_texts(seal, borne), lines), lines, borne)


def _named(seal: SealReading, page: PageFacts, *, closed: bool) -> _Named:
    """The authority and the purpose that a seal names by itself, each once if at all."""
    seal = _with_texts(seal, page) if closed else seal
    authority = seal.text and rim_to_issuer(rim_to_authority(seal.text, seal.text_confidence))
    purpose = seal.inner_text and inner_to_purpose(seal.inner_text, seal.inner_confidence)
    return _Named(
        Counter((authority,) if authority in ISSUERS else ()),
        Counter(((seal.shape, purpose),) if purpose else ()),
    )


def _read_seal(
    record: Record,
    key: str,
    readings: tuple[SealReading, SealReading],
    page_no: int,
    authorities: Mapping[str, int],
    borne: Borne,
    known: Mapping[str, FieldValue],
    closed: bool,
) -> Seal:
    """Seals are evidence of the issuer: their own doubt is kept, and where the issuer is in doubt the text
    that it was read from is no surer, nor is the straight line of a seal that says more. A person is asked
    where one is illegible, or names what is no authority of a closed list and like one. ``readings`` are the
    seal as read and with the texts that it is told by, ``authorities`` all that are named, ``borne`` is what
    others name."""
    as_read, seal = readings
    issuer = known.get(as_read.text or "")
    text = seal.text if issuer is None else issuer.value
    if text == seal.text:
        text = seal.text and rim_to_authority(seal.text, seal.text_confidence, authorities)
    inner_text = seal.inner_text and inner_to_purpose(seal.inner_text, seal.inner_confidence, borne.purposes)
    text, inner_text = text and in_one_form(text), inner_text and in_one_form(inner_text)
    plain = not closed or text is None or is_plain_rim(text)
    sure = closed or issuer is not None or seal.text_confidence >= SURE_ALONE
    told = known.values() if issuer is None else [issuer]
    settled = all(field.status == FieldStatus.ACCEPTED for field in told)
    attach = partial(record.attach, page_no=page_no, quad=seal.quad, engine=seal.engine)
    sound = plain and settled and sure
    attach(f"{key}.text", raw=as_read.text, value=text, confidence=seal.text_confidence, sound=sound)
    if text is None:
        record.note([issue("seal_illegible", f"{key}.text", f"p{page_no}")])
    elif not plain:
        record.note([issue("seal_unclear", f"{key}.text", text)])
    is_bare = closed and has_no_text(seal.line_shares)
    is_sound = inner_text is None or (is_plain_purpose if closed else is_plain_line)(inner_text)
    if inner_text is not None or seal.says_more or (not is_bare and (text is None or borne.purposes)):
        attach(
            f"{key}.inner_text",
            raw=as_read.inner_text,
            value=inner_text,
            confidence=seal.inner_confidence,
            sound=is_sound and not seal.says_more,
        )
    return Seal(page_no=page_no, kind=seal.kind, shape=seal.shape, text=text, inner_text=inner_text)
