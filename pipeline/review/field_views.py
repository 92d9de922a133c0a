"""The fields of a certificate as the review page shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.doubtful import is_doubtful
from pipeline.review.declared import Declarations
from pipeline.review.masking import is_person, mask_names, mask_person, names_around
from pipeline.review.words import Language, issue_text, say, say_or
from pipeline.store.merge import SCALARS
from pipeline.store.reviewed import Reviewed
from pipeline.store.services import PREFIX as SERVICES
from pipeline.store.services import SOURCES
from schemas.certificate import Certificate
from schemas.document_type import FieldKind
from schemas.field import FieldStatus, FieldValue

_LONG = 40  # characters from which a value has an area of several lines


@dataclass(frozen=True)
class FieldView:
    """``value`` is what holds now, ``read`` the machine's. ``state`` is accepted, review, illegible,
    absent or person; ``waits`` whether a person has still to look. ``quad`` is JSON in pixels of
    page ``page_no`` of the certificate. ``follows``: it was worked out anew from a scope that a person
    corrected. ``beside`` is what else the record says of a service: code, limits, places."""

    key: str
    label: str
    group: str
    kind: FieldKind
    value: str
    read: str
    raw: str
    state: str
    waits: bool
    confidence: float
    page_no: int | None
    quad: str
    engine: str
    doubts: Sequence[str]
    correction_id: int | None
    why: str
    long: bool
    follows: bool
    beside: str


def to_field_views(
    reviewed: Reviewed, declared: Declarations, language: Language, *, masked: bool
) -> list[FieldView]:
    """Every value of the certificate, by group: main page, then annexes and so on."""
    certificate = reviewed.as_read
    keys = [key for key in _keys(certificate) if not key.startswith("seals.")]
    waiting = set(reviewed.doubtful)
    views = [_view(reviewed, declared, key, language, key in waiting) for key in keys]
    if not masked:
        return views
    names = names_around(reviewed, declared)
    return [_masked(view, names, is_person(view.key, certificate, declared)) for view in views]


def _keys(certificate: Certificate) -> list[str]:
    top = [
        name
        for name in (*SCALARS, *certificate.further)
        if name in certificate.fields or _top_value(certificate, name) is not None
    ]
    return [*top, *(key for key in certificate.fields if key not in top)]


def _top_value(certificate: Certificate, key: str) -> str | None:
    if key in certificate.further:
        return certificate.further[key]
    value = getattr(certificate, key, None)
    return value if isinstance(value, str) else None


def _view(reviewed: Reviewed, declared: Declarations, key: str, language: Language, waits: bool) -> FieldView:
    certificate = reviewed.as_read
    field = certificate.fields.get(key) or FieldValue(
        raw=None, value=_top_value(certificate, key), confidence=0.0, status=FieldStatus.ACCEPTED
    )
    held = reviewed.holding.get(key)
    value = field.value if held is None else held.new
    kind = declared.spec_of(key, certificate.document_type).kind
    page_no, quad = field.page_no, field.quad
    if held is not None and held.quad is not None:
        place = (held.sha256, held.source_page_no)
        pages = (page for page in certificate.pages if (page.sha256, page.source_page_no) == place)
        page_no, quad = next((page.page_no for page in pages), page_no), held.quad
    return FieldView(
        key=key,
        label=declared.label_of(key, certificate.document_type, language),
        group=group_of(key, language),
        kind=kind,
        value=value or "",
        read=field.value or "",
        raw=field.raw or "",
        state="person" if held is not None and held.new is not None else _state(field, held),
        waits=waits,
        confidence=field.confidence,
        page_no=page_no,
        quad="" if quad is None else json.dumps(quad.model_dump(mode="json")),
        engine=field.engine or "",
        doubts=_doubts(certificate, key, language),
        correction_id=None if held is None else held.id,
        why="" if held is None else held.why or "",
        long=len(value or "") > _LONG or "\n" in (value or ""),
        follows=key.startswith(SERVICES) and not reviewed.holding.keys().isdisjoint(SOURCES),
        beside=_beside(certificate, key, language),
    )


def _masked(view: FieldView, names: Sequence[str], person: bool) -> FieldView:
    def hide(text: str) -> str:
        return mask_person(text) or "" if person else mask_names(text, names)

    return replace(
        view,
        value=hide(view.value),
        read=hide(view.read),
        raw=hide(view.raw),
        why=mask_names(view.why, names),
        beside=mask_names(view.beside, names),
        doubts=[mask_names(doubt, names) for doubt in view.doubts],
    )


def _beside(certificate: Certificate, key: str, language: Language) -> str:
    head, _, rest = key.partition(".")
    index, _, name = rest.partition(".")
    if f"{head}." != SERVICES or name != "name" or int(index) >= len(certificate.business_items):
        return ""
    item = certificate.business_items[int(index)]
    told = {"only": item.only, "excluded": item.excluded, "areas": item.areas}
    parts = [f"{say(f'field.{part}', language)} {'、'.join(texts)}" for part, texts in told.items() if texts]
    return " · ".join([item.code or "", *parts]).removeprefix(" · ")


def _state(field: FieldValue, held: object) -> str:
    status = getattr(held, "status", field.status)
    return str(status.value)


def _doubts(certificate: Certificate, key: str, language: Language) -> list[str]:
    field = certificate.fields.get(key)
    raw = "" if field is None or field.raw is None else field.raw.replace("\n", " ")
    # What was read stands beside the value: it need not stand in the message once more.
    said = [
        issue.model_copy(update={"message": issue.message.removesuffix(f": {raw}")}) if raw else issue
        for issue in certificate.issues
        if issue.field == key
    ]
    told = [issue_text(issue, language) for issue in said]
    if not told and field is not None and is_doubtful(key, field):
        told = [say("review.low_confidence", language)]
    return list(dict.fromkeys(told))


def group_of(key: str, language: Language) -> str:
    """The heading that the field stands under."""
    head, dot, rest = key.partition(".")
    if not dot:
        return say("group.main", language)
    number = rest.partition(".")[0]
    word = say_or(f"group.{head}", language, head)
    return f"{word} {int(number) + 1}" if number.isdecimal() else word
