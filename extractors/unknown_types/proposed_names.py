"""Keys of a proposed declaration's fields: what other types call a label, a usual name, or a neutral one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.normalize.text import fold
from extractors.pages.pairs import FoundPair
from schemas.document_type import DocumentType, FieldKind

# Labels that certificates usually have. A person in charge is not the legal representative, whatever
# a type that prints only one of them calls him.
USUAL = {
    "企业负责人": "person_in_charge", "主要负责人": "person_in_charge", "负责人": "person_in_charge",
    "质量负责人": "quality_manager", "技术负责人": "technical_manager", "安全负责人": "safety_manager",
    "联系人": "contact", "联系电话": "phone", "电话": "phone",
    "仓库地址": "warehouse_address", "经营地址": "business_address", "通讯地址": "postal_address",
    "签发日期": "issue_date", "备注": "remarks",
}  # fmt: skip
_BY_KIND = {
    FieldKind.NUMBER: "license_number",
    FieldKind.NAME: "company",
    FieldKind.MONEY: "registered_capital",
    FieldKind.ADDRESS: "address",
    FieldKind.CODE: "unified_social_credit_code",
    FieldKind.AUTHORITY: "issuer",
    FieldKind.PERIOD: "validity",
    FieldKind.DOMAIN: "domain",
    FieldKind.LIST: "scope",
}
_PLAIN = {FieldKind.TEXT: "field"}


def name_pairs(
    pairs: Sequence[FoundPair], document_types: Sequence[DocumentType]
) -> Iterator[tuple[str, FoundPair]]:
    """Each pair with a key of its own; where the label is not known or its key is taken, one that says
    the kind alone (``person_6``), for a person to replace."""
    known = _known(document_types)
    taken: set[str] = set()
    for index, pair in enumerate(pairs, start=1):
        usual = USUAL.get(pair.text) or known.get(pair.text) or _by_kind(pair)
        name = usual if usual is not None and usual not in taken else f"{_neutral(pair.kind)}_{index}"
        taken.add(name)
        yield name, pair


def is_neutral(name: str) -> bool:
    """Whether ``name`` is one that ``name_pairs`` found no better word for."""
    stem, _, number = name.rpartition("_")
    return number.isdigit() and stem in map(_neutral, FieldKind)


def _known(document_types: Sequence[DocumentType]) -> dict[str, str]:
    """What the types call the field with a label: most of them, where they differ."""
    names: dict[str, Counter[str]] = {}
    for kind in document_types:
        for spec in kind.fields:
            for label in spec.labels:
                names.setdefault(fold(label.replace("|", "")), Counter())[spec.name] += 1
    return {label: counted.most_common(1)[0][0] for label, counted in names.items()}


def _by_kind(pair: FoundPair) -> str | None:
    if pair.kind == FieldKind.DATE:
        return "valid_until" if "至" in pair.text else None
    if pair.kind == FieldKind.PERSON:
        return "legal_representative" if "法定代表" in pair.text else None
    return _BY_KIND.get(pair.kind)


def _neutral(kind: FieldKind) -> str:
    return _PLAIN.get(kind, kind.value)
