"""Labels made by eye (``labels.jsonl``) to cases.

A line holds ``file``, ``kind`` (the title), ``quality``, ``fields`` as printed (``null``: printed and
illegible; no key: not on the document), ``dates_iso``, ``uncertain``, ``unreadable``, ``low_res``,
``duplicate_of``, ``derived_from``, ``rotation_needed_cw``, ``annex_rows``, ``inspection_records``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from extractors.normalize.dates import normalize_date
from extractors.normalize.domain_list import normalize_domains
from extractors.use_restrictions.restriction_text import looks_like_restriction, parse_restriction
from pipeline.evaluate.results import CaseRole
from pipeline.evaluate.truth import LABELS, TruthCase, read_json_lines, told_by_line
from pipeline.evaluate.truth_form import check_label, check_record
from schemas.document_type import DocumentType, FieldKind

RENAMED = {"licence_number": "license_number", "uscc": "unified_social_credit_code"}
BESIDE_FIELDS = ("stamp_texts", "watermark_texts", "website_name", "domain")
ALWAYS = (
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital",
    "address", "issuer", "issue_date", "valid_from", "valid_until",
)  # fmt: skip
ORIENTATION = 0x0112  # EXIF tag
UPRIGHT_TURN = {3: 180, 6: 90, 8: 270}  # EXIF value to degrees clockwise that a loader turns
RESTRICTION = 0.5  # likeness from which a watermark restricts the use of the copy


def load_labels(folder: Path, document_types: Sequence[DocumentType]) -> list[TruthCase]:
    """The cases of ``labels.jsonl``; a kind that no declared type has among its titles is foreign.

    Raises:
        OptionError: the file cannot be read, or an entry lacks a key or has another form.
    """
    path = folder / LABELS
    entries = read_json_lines(path)
    for number, entry in entries:
        with told_by_line(path, number):
            check_label(entry)
    told = {RENAMED.get(name, name) for _, entry in entries for name in entry.get("fields", ())}
    cases = []
    for number, entry in entries:
        with told_by_line(path, number):
            case = _to_case(folder, entry, document_types, told)
            check_record(case.certificate)
            cases.append(case)
    return cases


def kind_to_type(kind: str, document_types: Sequence[DocumentType]) -> DocumentType | None:
    """The type whose title begins ``kind`` (增值电信业务经营许可证-附页), if one is declared."""
    for document_type in document_types:
        if any(kind.startswith(title) for title in document_type.titles):
            return document_type
    return None


def _to_case(
    folder: Path, entry: Mapping[str, Any], document_types: Sequence[DocumentType], told: set[str]
) -> TruthCase:
    """The case of one entry; ``told`` are the keys that any entry of the file labels."""
    file = folder / entry["file"]
    document_type = kind_to_type(entry["kind"], document_types)
    certificate: dict[str, Any] = {}
    if document_type is not None:
        certificate = {
            "document_type": document_type.name,
            **_values(entry, document_type, told),
            **_nested(entry, document_type),
        }
        for name in _uncertain(entry):
            certificate.pop(name, None)
    certificate["pages"] = [{"page_no": 1, "kind": None, "rotation": _rotation(entry, file)}]
    return TruthCase(
        id=entry["file"],
        files=(file,),
        layout=entry["kind"],
        damage=(entry["quality"],),
        font="unknown",
        container=file.suffix.lstrip("."),
        certificate=certificate,
        role=_role(entry, document_type),
        issuer_in_seal=entry.get("issuer_source") == "seal",
    )


def _role(entry: Mapping[str, Any], document_type: DocumentType | None) -> CaseRole:
    if document_type is None:
        return CaseRole.FOREIGN
    if entry.get("low_res"):
        return CaseRole.LOW_RES
    if entry.get("duplicate_of") or entry.get("derived_from"):
        return CaseRole.DUPLICATE
    return CaseRole.MEASURED


def _values(entry: Mapping[str, Any], document_type: DocumentType, told: set[str]) -> dict[str, str | None]:
    """Values of the main page; of those that the type declares, and that are not labelled, none is
    there. What no entry of the file labels is not measured."""
    declared = document_type.keys
    printed = {
        RENAMED.get(name, name): value
        for name, value in entry["fields"].items()
        if name in declared or name not in BESIDE_FIELDS
    }
    values: dict[str, str | None] = dict.fromkeys([*ALWAYS, *(name for name in declared if name in told)])
    values |= {name: value for name, value in printed.items() if name in values}
    dates = {spec.name for spec in document_type.fields if spec.kind == FieldKind.DATE} | {
        "valid_from",
        "valid_until",
    }
    for name in dates & values.keys():
        text = values[name]
        values[name] = entry["dates_iso"].get(name) or (normalize_date(text).value if text else None)
    return values


def _nested(entry: Mapping[str, Any], document_type: DocumentType) -> dict[str, Any]:
    fields = entry["fields"]
    annexed = any(spec.annex for spec in document_type.fields)
    nested: dict[str, Any] = {"annexes": _annexes(entry) if annexed else []}
    watermarks = [
        text for text in fields.get("watermark_texts") or () if looks_like_restriction(text) > RESTRICTION
    ]
    stamps = [text for text in fields.get("stamp_texts") or () if looks_like_restriction(text) > RESTRICTION]
    parsed = [parse_restriction(text, 1) for text in [*watermarks, *stamps]]
    nested["use_restrictions"] = [
        {
            "page_no": None,
            "purpose": found.purpose or found.text,
            "valid_until": found.valid_until,
            "copy_rule": found.copy_rule,
        }
        for found in parsed
    ]
    if not any("stamp" in _first_word(note) or "seal" in _first_word(note) for note in entry["unreadable"]):
        nested["stamp_texts"] = list(fields.get("stamp_texts") or ())
    if "inspection_records" in entry or not entry.get("annex_rows"):  # of stitched pages only one may be told
        nested["inspections"] = [
            {"page_no": None, "year": record["year"], "date": record["date_iso"]}
            for record in entry.get("inspection_records", ())
        ]
    return nested


def _annexes(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The table of the annex, or the one website that the main page names itself."""
    rows = entry.get("annex_rows")
    if rows is None:
        fields = entry["fields"]
        rows = [{"website_name": fields.get("website_name"), "domain": fields.get("domain")}]
        if all(not value or "见附页" in value for value in rows[0].values()):
            return []
    websites = [
        {
            "name": row["website_name"],
            "domains": [domain.value for domain in normalize_domains(row["domain"] or "") if domain.value],
            "services": row.get("coverage"),
        }
        for row in rows
    ]
    return [{"page_no": None, "websites": websites, "server_location": None, "access_provider": None}]


def _uncertain(entry: Mapping[str, Any]) -> set[str]:
    """Keys that a note of ``uncertain`` is about: a note begins with the name of a field, with what
    it concerns (seal, inspection), or with a part of the value."""
    keys: set[str] = set()
    for note in entry["uncertain"]:
        word = _first_word(note)
        if word in ("seal", "stamp"):
            keys.add("stamp_texts")
        if "inspection" in note:
            keys.add("inspections")
        for name, value in entry["fields"].items():
            if name == word or (isinstance(value, str) and word and word in value.lower()):
                keys.add(RENAMED.get(name, name))
    return keys


def _first_word(note: str) -> str:
    match = re.match(r"\w+", note.lower())
    return match[0] if match else ""


def _rotation(entry: Mapping[str, Any], file: Path) -> int:
    """Degrees clockwise that the page needs beyond what its EXIF orientation tells a loader."""
    needed: int = entry.get("rotation_needed_cw", 0)
    try:
        with Image.open(file) as image:
            return (needed - UPRIGHT_TURN.get(image.getexif().get(ORIENTATION, 1), 0)) % 360
    except (UnidentifiedImageError, OSError):
        return needed
