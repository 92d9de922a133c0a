"""The services of a license follow from its scope: where people say what that is, from their words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from schemas.certificate import BusinessItem, Certificate
from schemas.declarations import document_types
from schemas.document_type import FieldKind
from schemas.field import FieldStatus, FieldValue

SOURCES = ("scope", "coverage")
"""The fields that services follow from."""

PREFIX = "business_items."


def follow_scope(certificate: Certificate, said: Mapping[str, str | None], engine: str) -> Certificate:
    """The certificate with the services that its scope and coverage name, of which people ``said`` some.

    Derived as reading derives them. Where a person only confirms what was read, the services stay as
    they were read, as sure as the person is. ``engine`` is put down as theirs.
    """
    if not said or not _has_services(certificate):
        return certificate
    # Every command that opens a database would take a fifth longer to start.
    from extractors.certificates.business_items import is_whole, scope_to_items

    changed = [key for key, text in said.items() if text != getattr(certificate, key)]
    items: Sequence[BusinessItem] = certificate.business_items
    if changed:
        scope, coverage = (_text(certificate, key, said) for key in SOURCES)
        items = [_with_places(item, certificate) for item in scope_to_items(scope, coverage)] if scope else []
    old = {key: value for key, value in certificate.fields.items() if key.startswith(PREFIX)}
    new: dict[str, FieldValue] = {}
    for index, item in enumerate(items):
        sure = is_whole(item, certificate.license_number)
        new[f"{PREFIX}{index}.name"] = _name(certificate, item, engine, sure=sure)
        new |= _areas(certificate, item, index)
    fields = {key: value for key, value in certificate.fields.items() if key not in old}
    issues = (
        issue for issue in certificate.issues if not (changed and (issue.field or "").startswith(PREFIX))
    )
    update = {"business_items": tuple(items), "fields": {**fields, **new}, "issues": tuple(issues)}
    return certificate.model_copy(update=update)


def _has_services(certificate: Certificate) -> bool:
    return bool(certificate.business_items) or certificate.document_type in _with_services()


@cache
def _with_services() -> frozenset[str]:
    return frozenset(
        entry.name
        for entry in document_types()
        if any(spec.kind is FieldKind.SERVICES and spec.name == "scope" for spec in entry.fields)
    )


def _text(certificate: Certificate, key: str, said: Mapping[str, str | None]) -> str:
    """What services are derived from: a person's words, else the text as it was read, line by line."""
    field = certificate.fields.get(key)
    value: str | None = getattr(certificate, key)
    if key in said and said[key] != value:
        return said[key] or ""
    return (field.raw if field is not None else None) or value or ""


def _read_as(certificate: Certificate, item: BusinessItem) -> int | None:
    """Where this service stood as it was read, with places that an annex told."""
    for index, read in enumerate(certificate.business_items):
        if read.code == item.code and f"{PREFIX}{index}.areas" in certificate.fields:
            return index
    return None


def _with_places(item: BusinessItem, certificate: Certificate) -> BusinessItem:
    at = None if item.areas else _read_as(certificate, item)
    return item if at is None else item.model_copy(update={"areas": certificate.business_items[at].areas})


def _areas(certificate: Certificate, item: BusinessItem, index: int) -> dict[str, FieldValue]:
    at = _read_as(certificate, item)
    if at is None or certificate.business_items[at].areas != item.areas:
        return {}
    return {f"{PREFIX}{index}.areas": certificate.fields[f"{PREFIX}{at}.areas"]}


def _name(certificate: Certificate, item: BusinessItem, engine: str, *, sure: bool) -> FieldValue:
    """As sure as the person; for a person again where the catalogue lacks it, or its places are missing."""
    printed = certificate.fields.get("scope")
    return FieldValue(
        raw=None if printed is None else printed.raw,
        value=item.name,
        confidence=1.0 if sure else 0.0,
        status=FieldStatus.ACCEPTED if sure else FieldStatus.REVIEW,
        page_no=None if printed is None else printed.page_no,
        quad=None if printed is None else printed.quad,
        engine=engine if sure else None,
    )
