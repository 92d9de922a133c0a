"""Labels and their values on a page of no known type: what stands before a colon, and labels that
certificates of other types have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.candidates import Candidate, to_candidate
from extractors.normalize.normal import Check, Normal
from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line
from extractors.pages.page_text import PageText
from extractors.printed_labels.labels import Label, find_labels
from extractors.value_lines.values import find_values
from schemas.document_type import DocumentType, FieldKind, FieldSpec

LONGEST_NUMBER = 32  # characters of a number in a line of its own
_FREE_NUMBER = re.compile(
    r"(?:[^:,。、]*(?:字|证|许|备|文|登|审)[^:,。、]*)?第?[^:,。、]{0,8}[0-9]{3,}[0-9-]*号"
)
_ADDRESS = re.compile("[路街市区镇村]")
SHORTEST = 4  # characters of an authority's name; fewer are scraps of its seal
LONGEST = 14  # characters of a label
_COLON = re.compile(r"^(?P<label>[^:;,。、?!《》\"]{2,24}?)[:]")
_CLASS = re.compile(r"第?[一二三四五]类(?:医疗器械)?")  # of what a scope lists: 二类：6820…
_LATIN = re.compile(r"\([A-Za-z][A-Za-z .,]*\)")
_KINDS = (
    (re.compile(r"(?:有效期|期限)$"), FieldKind.PERIOD),
    (re.compile(r"(?:日期|时间|期至|日)$"), FieldKind.DATE),
    (re.compile(r"信用代码"), FieldKind.CODE),
    (re.compile(r"(?:号|号码|编码|代码)$"), FieldKind.NUMBER),
    (re.compile(r"(?:地址|住所|场所|地点|位置)$"), FieldKind.ADDRESS),
    (re.compile(r"(?:代表人|负责人|经营者|姓名|投资人|业主|持有人|法人)(?:\(.*\))?$"), FieldKind.PERSON),
    (re.compile(r"(?:资本|资金|金额|出资额)$"), FieldKind.MONEY),
    (re.compile(r"(?:域名|网址|网站)$"), FieldKind.DOMAIN),
    (re.compile(r"(?:机关|机构|部门)(?:\(盖章\)|\(签章\))?$"), FieldKind.AUTHORITY),
    (re.compile(r"(?:名称|单位|公司|企业|权人)$"), FieldKind.NAME),
    (re.compile(r"(?:范围|项目|内容|类别|品种|科目)$"), FieldKind.LIST),
)
_WRAPPING = (FieldKind.ADDRESS, FieldKind.NAME, FieldKind.LIST, FieldKind.TEXT, FieldKind.PERIOD)
_AS_PRINTED = (FieldKind.PERIOD, FieldKind.AUTHORITY, FieldKind.NONE, FieldKind.SERVICES)


@dataclass(frozen=True)
class FoundPair:
    """A label as printed, its value if any stands there, and the kind that the label's words suggest."""

    label: Label
    text: str
    kind: FieldKind
    candidate: Candidate | None


def find_pairs(text: PageText, document_types: Sequence[DocumentType] = ()) -> list[FoundPair]:
    """The pairs of a page in reading order; the types lend their labels."""
    specs = _specs([*_colon_labels(text.lines), *_known_labels(document_types)])
    labels, rest = find_labels(text.lines, specs)
    pairs = []
    for value in find_values(labels, rest):
        kind = guess_kind(value.label.spec.labels[0])
        candidate = None
        told = kind != FieldKind.AUTHORITY or sum(len(fold(row.text)) for row in value.rows) >= SHORTEST
        if value.rows and told:
            candidate = _read(kind, value.rows, value.cost, value.label.similarity)
        printed = "".join(part.text for part in value.label.parts).strip(" :：")
        pairs.append(FoundPair(value.label, fold(printed), kind, candidate))
    return pairs


def find_undeclared(
    text: PageText, kind: DocumentType, document_types: Sequence[DocumentType] = ()
) -> list[FoundPair]:
    """Pairs of the page whose label no field of ``kind`` has: another wording, or a field left out."""
    declared = {fold(label.replace("|", "")) for spec in kind.fields for label in spec.all_labels}
    pairs = find_pairs(text, document_types)
    return [
        pair
        for pair in pairs
        if pair.candidate is not None and not any(pair.text in label for label in declared)
    ]


def find_free_numbers(text: PageText) -> list[Candidate]:
    """Numbers that stand in a line of their own without a label: 新出发京零字第朝170086号, 第12345678号."""
    return [
        to_candidate(FieldKind.TEXT, [line])
        for line in text.lines
        if len(fold(line.text)) <= LONGEST_NUMBER
        and _FREE_NUMBER.fullmatch(fold(line.text))
        and not _ADDRESS.search(line.text)
    ]


def guess_kind(label: str) -> FieldKind:
    """What a value is, by the words of its label."""
    folded = _LATIN.sub("", fold(label))
    return next((kind for pattern, kind in _KINDS if pattern.search(folded)), FieldKind.TEXT)


def _read(kind: FieldKind, rows: Sequence[Line], cost: float, similarity: float) -> Candidate:
    """By its kind where that fits; else as printed, for the label's words are only a hint."""
    plain = to_candidate(FieldKind.TEXT, rows, cost, similarity)
    if kind in _AS_PRINTED or plain.is_blank:
        return plain
    if kind == FieldKind.NUMBER:
        told = any(character.isdigit() for character in plain.raw)
        return plain if told else _flagged(plain, Check.NUMBER_FORM)
    read = to_candidate(kind, rows, cost, similarity)
    return read if read.value is not None else _flagged(plain, *read.failed)


def _flagged(candidate: Candidate, *checks: Check) -> Candidate:
    normal = Normal(
        candidate.value, candidate.normal.repairs, tuple(dict.fromkeys((*candidate.failed, *checks)))
    )
    return Candidate(
        candidate.raw, normal, candidate.lines, candidate.kind, candidate.misplaced, candidate.label
    )


def _colon_labels(lines: Sequence[Line]) -> list[str]:
    found = []
    for line in lines:
        match = _COLON.match(fold(line.text))
        if match is not None and is_label(match["label"]) and not _CLASS.fullmatch(match["label"]):
            found.append(match["label"])
    return found


def is_label(text: str) -> bool:
    """Whether the text (folded) before a colon names what follows: a few ideographs, and no sentence."""
    bare = _LATIN.sub("", text)
    ideographs = sum(map(is_cjk, bare))
    return 2 <= ideographs <= LONGEST and ideographs >= 0.7 * len(bare) and not re.search("[0-9]{2}", bare)


def _known_labels(document_types: Sequence[DocumentType]) -> list[str]:
    return [
        label for kind in document_types for spec in kind.fields if not spec.annex for label in spec.labels
    ]


def _specs(labels: Sequence[str]) -> list[FieldSpec]:
    unique = dict.fromkeys(label for label in labels if len(fold(label)) >= 2)
    return [
        FieldSpec(
            name=f"pair_{index}",
            labels=(label,),
            kind=_spec_kind(label),
            wraps=guess_kind(label) in _WRAPPING,
        )
        for index, label in enumerate(unique)
    ]


def _spec_kind(label: str) -> FieldKind:
    """The kind that decides what may stand there; those that code is written for are plain text."""
    kind = guess_kind(label)
    return FieldKind.TEXT if kind in (FieldKind.PERIOD, FieldKind.LIST) else kind
