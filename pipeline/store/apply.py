"""What people say, laid over what was read. Pure: the reading itself is never touched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from extractors.doubtful import needs_review
from pipeline.comparable import text_to_comparable
from pipeline.store.merge import find_place
from pipeline.store.services import PREFIX as SERVICES
from pipeline.store.services import SOURCES, follow_scope
from schemas.certificate import Certificate
from schemas.field import FieldStatus, Issue, Severity
from schemas.geometry import Quad

PERSON = "person"
"""The engine of a value that a person gave."""

_LATEST = 2**63  # of a correction that is being tried and has no id yet

LOST_PLACE = "correction_without_place"
REJECTED = "rejected"


class ReviewState(StrEnum):
    READ = "read"  # by the machine alone
    IN_REVIEW = "in_review"  # a person has it
    VERIFIED = "verified"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Correction:
    """What one person said of one value, at ``at``.

    ``sha256`` and ``source_page_no`` are the page of paper it was said of, ``quad`` in its pixels.
    ``status`` is accepted with a value, absent or illegible without.
    """

    id: int
    certificate_id: int
    sha256: str
    source_page_no: int
    key: str
    old: str | None
    old_status: str
    new: str | None
    status: FieldStatus
    quad: Quad | None
    why: str | None
    user_name: str
    at: datetime
    undoes: int | None = None


@dataclass(frozen=True)
class Standing:
    """All that people said of a certificate: its corrections in order, and its state.

    ``digest`` is that of the content which was verified or rejected.
    """

    state: ReviewState = ReviewState.READ
    revision: int = 0
    assignee_id: int | None = None
    claimed_at: datetime | None = None
    digest: str | None = None
    why: str | None = None
    corrections: Sequence[Correction] = field(default_factory=tuple)


UNTOUCHED = Standing()


def effective(corrections: Sequence[Correction]) -> dict[str, Correction]:
    """The correction that holds for each key: the last that was not taken back."""
    undone = {correction.undoes for correction in corrections}
    holding = (entry for entry in corrections if entry.undoes is None and entry.id not in undone)
    return {correction.key: correction for correction in holding}


def holds_for(correction: Correction, certificate: Certificate) -> bool:
    """Whether the paper that the correction speaks of is one of the certificate's."""
    page = (correction.sha256, correction.source_page_no)
    pages = {(page.sha256, page.source_page_no) for page in certificate.pages}
    if page in pages:
        return True
    # Another scan of the same papers gives the pages: then the file is one of the sources only.
    files = {sha256 for sha256, _ in pages}
    return page[0] not in files and any(source.sha256 == page[0] for source in certificate.sources)


def apply_standing(certificate: Certificate, standing: Standing) -> Certificate:
    """The certificate as people left it. Without corrections and decisions, the same object."""
    corrections = [entry for entry in standing.corrections if holds_for(entry, certificate)]
    holding = effective(corrections)
    result = certificate
    if holding:
        result = _Correcting(follow_corrected_scope(certificate, holding)).result(holding.values())
    if standing.digest is None or standing.digest != content_digest(result):
        return result
    if standing.state is ReviewState.VERIFIED:
        return result.model_copy(update={"needs_review": False})
    if standing.state is ReviewState.REJECTED:
        message = f"核对人已退回 / rejected by a person: {standing.why or '—'}"
        told = Issue(code=REJECTED, severity=Severity.ERROR, field=None, message=message)
        return result.model_copy(update={"needs_review": True, "issues": (*result.issues, told)})
    return result


def follow_corrected_scope(certificate: Certificate, holding: Mapping[str, Correction]) -> Certificate:
    """The reading with the services that follow from scope and coverage as people left these."""
    said = {key: holding[key].new for key in SOURCES if key in holding}
    return follow_scope(certificate, said, PERSON)


def content_digest(certificate: Certificate) -> str:
    """SHA-256 of what the certificate says, whatever scan and confidence it comes from."""
    beside = {"fields", "issues", "needs_review", "pages", "sources", "qr_payloads"}
    said = certificate.model_dump(mode="json", exclude=beside)
    for nested in ("annexes", "use_restrictions", "seals", "inspections"):
        for entry in said[nested]:
            del entry["page_no"]
    del said["seals"]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class _Correcting:
    """One certificate while corrections are laid over it."""

    def __init__(self, certificate: Certificate) -> None:
        self._certificate = certificate
        self._record: dict[str, Any] = certificate.model_dump(mode="json")
        self._dropped: list[tuple[list[Any], str, int]] = []

    def result(self, corrections: Collection[Correction]) -> Certificate:
        scope = max((entry.id or _LATEST for entry in corrections if entry.key in SOURCES), default=0)
        for correction in corrections:
            key = find_key(correction, self._certificate)
            place = None if key is None else find_place(self._record, key)
            if key is None or place is None:
                if correction.key.startswith(SERVICES) and (correction.id or _LATEST) < scope:
                    continue  # said of services that a later word on the scope did away with
                self._record["issues"].append(_lost(correction).model_dump(mode="json"))
                continue
            self._put(correction, key, *place)
        for holder, prefix, index in sorted(self._dropped, key=lambda drop: -drop[2]):
            self._drop(holder, prefix, index)
        certificate = Certificate.model_validate(self._record)
        as_read = {key: value for key, value in certificate.fields.items() if value.engine != PERSON}
        return certificate.model_copy(update={"needs_review": needs_review(as_read, certificate.issues)})

    def _put(self, correction: Correction, key: str, holder: Any, name: Any) -> None:
        if isinstance(holder, list) and correction.new is None:
            self._dropped.append((holder, key.rpartition(".")[0], name))
        else:
            holder[name] = correction.new
        read = self._record["fields"].get(key, {})
        page_no = next(
            (
                page.page_no
                for page in self._certificate.pages
                if (page.sha256, page.source_page_no) == (correction.sha256, correction.source_page_no)
            ),
            None,
        )
        drawn = correction.quad is not None and page_no is not None
        self._record["fields"][key] = {
            "raw": read.get("raw"),
            "value": correction.new,
            "confidence": 1.0 if correction.new is not None else 0.0,
            "status": correction.status.value,
            "page_no": page_no if drawn else read.get("page_no"),
            "quad": correction.quad.model_dump(mode="json")
            if drawn and correction.quad
            else read.get("quad"),
            "engine": PERSON,
            "evidence": {},
        }
        self._record["issues"] = [issue for issue in self._record["issues"] if issue["field"] != key]

    def _drop(self, holder: list[Any], prefix: str, index: int) -> None:
        """Takes an entry out of a list; the keys of those after it move up."""
        del holder[index]
        fields: dict[str, Any] = {}
        for key, value in self._record["fields"].items():
            moved = _moved(key, prefix, index)
            if moved is not None:
                fields[moved] = value
        self._record["fields"] = fields
        for issue in self._record["issues"]:
            if issue["field"] is not None:
                issue["field"] = _moved(issue["field"], prefix, index)


def _moved(key: str, prefix: str, index: int) -> str | None:
    """The key after entry ``index`` of list ``prefix`` went; ``None`` for the entry itself."""
    if not key.startswith(f"{prefix}."):
        return key
    number, dot, rest = key[len(prefix) + 1 :].partition(".")
    if not number.isdecimal() or int(number) < index:
        return key
    return None if int(number) == index else f"{prefix}.{int(number) - 1}{dot}{rest}"


def find_key(correction: Correction, certificate: Certificate) -> str | None:
    """Where the corrected value stands in this reading.

    Places in lists may have shifted since: there the value that was corrected, or the one it was
    corrected to, is sought. ``None``: this reading has no such place.
    """
    if not re.search(r"\.\d+(?:\.|$)", correction.key):
        return correction.key
    known = {text_to_comparable(text) for text in (correction.old, correction.new) if text is not None}
    if correction.old is None:
        known.add("")
    if _comparable_at(certificate, correction.key) in known:
        return correction.key
    alike = re.compile(re.sub(r"\\\.\d+", r"\\.\\d+", re.escape(correction.key)))
    found = [
        key
        for key in certificate.fields
        if alike.fullmatch(key) and correction.old is not None and _comparable_at(certificate, key) in known
    ]
    return found[0] if len(found) == 1 else None


def _comparable_at(certificate: Certificate, key: str) -> str | None:
    """The value at a dotted path, for comparing; empty where none was read, ``None`` without the place."""
    holder: Any = certificate
    for step in key.split("."):
        if isinstance(holder, tuple):
            if not step.isdecimal() or int(step) >= len(holder):
                return None
            holder = holder[int(step)]
        elif holder is None or step not in type(holder).model_fields:
            return None
        else:
            holder = getattr(holder, step)
    return text_to_comparable(holder) if isinstance(holder, str) else ""


def _lost(correction: Correction) -> Issue:
    new = correction.new or correction.status.value
    message = (
        "人工更正在新读取结果中没有位置，请核对 / a correction has no place in the present reading, compare"
        f" with the page: {correction.user_name} “{new}” ({correction.key})"
    )
    return Issue(code=LOST_PLACE, severity=Severity.WARNING, field=None, message=message)
