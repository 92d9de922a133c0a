"""Who issued a certificate: from its seal and from print, by the words that the declaration gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.authorities.authority_names import (
    DIVISION,
    find_places,
    provincial_names,
    to_ideographs,
    to_names,
    word_endings,
)
from extractors.authorities.issuer_readings import IssuerReading, read_issuers
from extractors.authorities.joint_issuers import JOINT, to_complete
from extractors.authorities.printed_issuers import (
    ISSUER_LABEL,
    OFFICES,
    find_printed_names,
    part_names,
    without_label_end,
)
from extractors.authorities.seal_offices import OFFICE_AT_END
from extractors.authorities.whole_rims import is_borne_by_rim
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.normalize.text import brackets_are_whole, clean_printed, fold
from extractors.pages.group import PageGroup
from extractors.place_names.misread_places import begins_in_no_province, holds_misread_place
from extractors.record import Record
from extractors.telecom_lists.issuers import REGION_NAMES
from schemas.document_type import FieldSpec

ALIKE, CLEAR = 0.72, 0.03  # similarity (0-1) that names an authority, and its lead over the next one
UNBORNE = 0.6  # most confidence of a name that nothing else on the paper bears out
BY_RIM = 0.98  # of one that its seal's rim alone does: of 341 read so and 24 mended none was wrong
_DIVISIONS = ("省", "市", "区", "县", "旗", "盟")
_STAMP_HERE = re.compile(r"^[（(]?盖?章[)）]")
LOST = 3  # characters that a rim may lack
MISREAD = 2  # characters by which a name in print is another one misread: 位 of 住房
_WRONG = 5  # characters of a declared word for each that may be misread: 市场 is no misread 药品


@dataclass(frozen=True)
class Authority:
    """``name`` as resolved. ``borne_out``: print, a place on the paper or the seal's rim says the same, which
    alone does where it is ``by_rim``, and print alone where ``by_print``; ``is_declared``: it ends in one of
    the declared words, or none are."""

    name: str
    borne_out: bool
    likeness: float
    is_declared: bool = True
    by_rim: bool = False
    by_print: bool = False


def read_authority(record: Record, group: PageGroup, spec: FieldSpec) -> str | None:
    """Enter the issuer. A name that only a seal tells, and neither its own rim bears out nor a place or print
    on the paper to the letter, is for review; so is one that ends in none of the declaration's words."""
    company = record.fields.get("company")
    holder = company.value if company is not None else None
    every = read_issuers(group, spec, holder)
    own = [reading for reading in every if not reading.yearly]
    readings = own or every
    texts = [without_label_end(line.text) for page in group.pages for line in page.lines]
    lines = [
        fold(name) for text in texts for name in (part_names(text, spec.words) if spec.wraps else [text])
    ]
    values = [fold(field.value) for field in record.fields.values() if field.value is not None]
    resolved = [
        (reading, _with_rim(reading, resolve(reading.raw, spec.words, lines, values), spec, holder))
        for reading in readings
    ]
    if not resolved:
        _leave_out(record, group, spec)
        return None
    resolved = _without_misread(resolved)
    in_order = sorted(resolved, key=lambda one: not one[0].printed)  # seals lie where there is room
    named = list(dict.fromkeys(found.name for _, found in in_order if found.borne_out))
    sure = [name for name in named if not any(_lacks_some(name, other) for other in named)]
    read_names = [to_ideographs(reading.raw) for reading in readings]
    reading, found = max(resolved, key=lambda one: (one[1].borne_out, one[1].likeness, one[0].score))
    agreed = read_names.count(to_ideographs(found.name)) > 1
    borne_out = found.borne_out or (agreed and found.is_declared)
    if not found.is_declared:
        record.note([issue("issuer_words", spec.name, found.name)])
    elif not borne_out:
        record.note([issue("issuer_unclear", spec.name, reading.raw)])
    complete = to_complete(sure, spec.together)
    value = JOINT.join(complete or sure) or found.name
    every_name = [authority for _, authority in resolved]
    all_known = complete is not None or _are_printed(sure, lines)
    others, whole = _others(every_name, sure, value, joint=spec.wraps, all_known=all_known)
    if not own:
        others, whole = every_name, False
    whole = whole and borne_out
    if holds_misread_place(value) or begins_in_no_province(value):  # in the address that bears it out as well
        record.note([issue(Check.NAME_MISREAD.value, spec.name, value)])
        whole = False
    if not brackets_are_whole(fold(value)):
        record.note([issue(Check.BRACKETS.value, spec.name, value)])
        whole = False
    if borne_out and not whole:  # several authorities grant it together, and not all are clear
        record.note([issue("issuer_unclear", spec.name, " / ".join(other.name for other in others))])
    record.enter(
        spec.name,
        raw=reading.raw,
        value=value,
        confidence=round(_confidence(reading.score, found, borne_out=borne_out, agreed=agreed), 4),
        page_no=reading.page_no,
        quad=reading.quad,
        engine=reading.engine,
        sound=whole,
    )
    return value


def _without_misread(
    resolved: list[tuple[IssuerReading, Authority]],
) -> list[tuple[IssuerReading, Authority]]:
    """The readings but those of a name that print alone tells, misread by a character or two from another one
    that the paper's place and a declared word make: 珠海市位和城乡建设局 beside 珠海市住房和城乡建设局."""
    known = {found.name for _, found in resolved if found.borne_out and not (found.by_print or found.by_rim)}
    return [
        (reading, found)
        for reading, found in resolved
        if not found.by_print or not any(_is_misread(found.name, name) for name in known - {found.name})
    ]


def _is_misread(name: str, other: str) -> bool:
    """Whether ``name`` has other characters in the place of one or two of ``other``, and not only fewer."""
    return Levenshtein.distance(name, other) <= MISREAD and not _lacks_some(name, other)


def _confidence(score: float, found: Authority, *, borne_out: bool, agreed: bool) -> float:
    """Of a name (0-1) that was read with ``score``; print bears itself out no further."""
    if found.by_print and not agreed:
        return score
    return min(1 - (1 - score) * 0.3, BY_RIM if found.by_rim else 1.0) if borne_out else min(score, UNBORNE)


def _leave_out(record: Record, group: PageGroup, spec: FieldSpec) -> None:
    """Note that no issuer was read, and whether one should have been."""
    read = [candidate for page in group.pages for name, candidate in page.fields if name == spec.name]
    blank = any(candidate is not None and candidate.is_blank for candidate in read)
    record.leave_out(spec.name, required=spec.required, labelled=bool(read) and not blank)


def _with_rim(reading: IssuerReading, found: Authority, spec: FieldSpec, holder: str | None) -> Authority:
    """The authority, borne out where the rim of its seal does: one that is known to be no ``holder``'s."""
    if found.borne_out or not found.is_declared or not holder:
        return found
    name, read = to_ideographs(found.name), to_ideographs(reading.raw)
    endings = word_endings(spec.words)
    borne = is_borne_by_rim(name, read, reading.score, reading.places, endings)
    return replace(found, borne_out=borne, by_rim=borne)


def _others(
    every: Sequence[Authority], sure: Sequence[str], value: str, *, joint: bool, all_known: bool
) -> tuple[list[Authority], bool]:
    """The authorities read beside the issuer, ``value``, that may be meant, and whether it is clear without
    them: several may be ``sure``, and issue it ``joint``. ``all_known``: the sure ones are all that do, by
    print or the declaration."""
    unsure = [other for other in every if other.borne_out and other.name not in sure]
    others = [other for other in every if not other.borne_out and other.name not in value] + unsure
    issuing = [other for other in every if other.name in sure]
    if joint:  # else a seal more may not have been found
        others += [] if all_known else issuing
        return others, not others
    if len(sure) > 1 and not all_known:  # one seal may be an inspection's
        return issuing, False
    return others, not unsure


def _are_printed(names: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether each of the names stands in print too."""
    printed = [to_ideographs(line) for line in lines]
    return all(any(to_ideographs(name) in line for line in printed) for name in names)


def _lacks_some(name: str, other: str) -> bool:
    """Whether ``name`` is ``other`` without a character or two: 邵阳工商行政管理局."""
    lost = len(other) - len(name)
    return 0 < lost <= 2 and Levenshtein.distance(name, other) == lost


def resolve(raw: str, words: Sequence[str], lines: Sequence[str], values: Sequence[str] = ()) -> Authority:
    """The authority that ``raw`` names: one of ``words`` (``*`` stands for a place, which else goes
    before) with a place that the other ``values`` tell, or one of the page's printed ``lines`` (both
    folded) that ends so.

    A name to the letter, of a place on the paper or of a province, is borne out. One that is alike
    takes the place of what was read, and is for review. A name that ends in none of ``words``, nor
    nearly, stays as read: it is another authority's.
    """
    text = ISSUER_LABEL.sub("", to_ideographs(raw))
    whole = _STAMP_HERE.sub("", clean_printed(raw)).strip("：:（）() ")
    if not words:
        printed = any(text == ISSUER_LABEL.sub("", to_ideographs(line)) for line in lines)
        return Authority(whole, printed, 0.5)
    in_print = find_printed_names(words, lines)
    own = to_names(words, find_places(values))
    known = own | set(in_print)
    provincial = provincial_names(words)
    named = known | provincial
    if text in named or _is_office(text, named, values) or _is_of_city(text, words, values):
        by_print = text in in_print and text not in own | provincial
        return Authority(in_print.get(text, text), True, 1.0, by_print=by_print)
    meant = _nearest(text, [name for name in provincial if _lacks_some(text, name)], words)
    meant = meant or _nearest(text, [name for name in known if _may_be_meant(text, name, words)], words)
    meant = meant or _nearest(text, _offices(text, known, values), words)
    if meant is not None:
        return Authority(in_print.get(meant[1], meant[1]), False, meant[0])
    is_declared = OFFICE_AT_END.sub("", text).endswith(word_endings(words))
    return Authority(whole, False, 0.6 if is_declared else 0.3, is_declared)


def _nearest(text: str, names: Iterable[str], words: Sequence[str]) -> tuple[float, str] | None:
    """The likeness of the name that ``text`` is clearly most like, and the name. Where the last character was
    not read, names that it alone tells apart are no rivals: that with the word declared first is taken."""
    endings = word_endings(words)

    def rank(name: str) -> int:
        return next((-at for at, ending in enumerate(endings) if name.endswith(ending)), 0)

    near = sorted(((fuzz.ratio(text, name) / 100, rank(name), name) for name in names), reverse=True)
    if not near or near[0][0] < ALIKE:
        return None
    best = near[0][2]
    rivals = [likeness for likeness, _, name in near[1:] if text == best or name[:-1] != best[:-1]]
    return (near[0][0], best) if not rivals or near[0][0] - rivals[0] >= CLEAR else None


def _offices(text: str, known: Iterable[str], values: Sequence[str]) -> set[str]:
    """Offices of the known authorities in the districts that an address tells: …局雁塔分局, …局雁塔区分局.
    None where the text goes on in no office after 局, and none of another district: a character alone may be
    lost or misread, for 海淀区分局 is no 朝阳区分局."""
    head, _, office = text.partition("局")
    if not head or not office:
        return set()
    districts = [match[0] for value in values for match in DIVISION.finditer(value[:40])]
    places = {name for district in districts for name in (district, district[:-1]) if len(name) > 1}
    near = [place for place in places if Levenshtein.distance(office, f"{place}分局") <= 1]
    return {f"{name}{place}分局" for name in known if name.endswith("局") for place in near}


def _is_office(text: str, named: set[str], values: Sequence[str]) -> bool:
    """Whether it is an office of a known authority, in a place that an address tells: …局西湖分局."""
    office = OFFICE_AT_END.search(text)
    if office is None:
        return False
    local = any(office["place"] in value for value in values)
    return local and text[: office.start()] in named


def _may_be_meant(text: str, name: str, words: Sequence[str]) -> bool:
    """Whether ``text`` may be ``name`` misread: a reading that is a name in full has one wrong character."""
    if OFFICE_AT_END.search(text):
        return False
    whole = any(text.endswith(word) and text[: -len(word)].endswith(_DIVISIONS) for word in words)
    if whole:
        return Levenshtein.distance(text, name) <= 1
    ending = next(ending for ending in word_endings(words) if name.endswith(ending))
    return abs(len(name) - len(text)) <= LOST and _ends_nearly(text, ending)


def _ends_nearly(text: str, ending: str) -> bool:
    """Whether ``text`` ends in ``ending``, a character in five misread or lost. One that ends in an
    office of another kind does not: 建设厅 is no 建设局."""
    if text.endswith(OFFICES) and text[-1] != ending[-1]:
        return False
    tails = (text[-size:] for size in range(len(ending) - LOST, len(ending) + LOST + 1) if size > 0)
    return any(Levenshtein.distance(tail, ending) <= len(ending) // _WRONG for tail in tails)


def _is_of_city(text: str, words: Sequence[str], values: Sequence[str]) -> bool:
    """Whether it is a province's authority in a city that the paper tells: 江苏省无锡工商行政管理局."""
    region = next((name for name in REGION_NAMES if name.endswith("省") and text.startswith(name)), None)
    word = max((word for word in words if text.endswith(word)), key=len, default=None)
    if region is None or word is None:
        return False
    city = text[len(region) : -len(word)]
    return len(city) > 1 and any(city in value for value in values)
