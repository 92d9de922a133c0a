"""Collects the fields and issues of one certificate while it is put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from extractors.candidates import Candidate
from extractors.confidence import (
    MOST_AGREEING,
    candidate_to_evidence,
    evidence_to_confidence,
    has_unsure_character,
)
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from schemas.calibration import calibration
from schemas.field import FieldStatus, FieldValue, Issue
from schemas.geometry import Quad

_NONE: Mapping[str, float] = MappingProxyType({})


class Record:
    """``fields`` and ``issues`` so far; ``accept`` is the confidence from which a value is accepted,
    ``pages`` the mean engine score (0-1) of each page of the certificate."""

    def __init__(self, accept: float, pages: Sequence[float]) -> None:
        self.accept = accept
        self.pages = pages
        self.fields: dict[str, FieldValue] = {}
        self.issues: list[Issue] = []
        self.doubted: set[str] = set()

    def put(
        self, key: str, candidate: Candidate, page_no: int, *, agreeing: int = 0, differing: int = 0
    ) -> str | None:
        """Enter a reading under ``key``; its value, for the record beside it. A blank that the paper
        fills with a mark is absent."""
        if candidate.is_blank:
            self._put_blank(key, candidate, page_no)
            return None
        page = self.pages[page_no - 1]
        evidence = candidate_to_evidence(candidate, agreeing=agreeing, differing=differing, page=page)
        for check in dict.fromkeys(candidate.failed):
            self.issues.append(issue(check.value, key, candidate.raw.replace("\n", " ")))
        self.enter(
            key,
            raw=candidate.raw,
            value=candidate.value,
            confidence=evidence_to_confidence(evidence, calibration()),
            evidence=evidence,
            page_no=page_no,
            quad=candidate.quad,
            engine=candidate.lines[0].engine,
            sound=not candidate.failed and not has_unsure_character(evidence),
        )
        return candidate.value

    def _put_blank(self, key: str, candidate: Candidate, page_no: int) -> None:
        """The document says that there is no value: that, and where it says so, is kept."""
        self.fields[key] = FieldValue(
            raw=candidate.raw,
            value=None,
            confidence=0.0,
            status=FieldStatus.ABSENT,
            page_no=page_no,
            quad=candidate.quad,
            engine=candidate.lines[0].engine,
        )

    def demand(self, key: str) -> None:
        """Tell that the value under ``key`` is required, where the document says that there is none."""
        if self.fields[key].status == FieldStatus.ABSENT:
            self.issues.append(issue("missing", key, self.fields[key].raw or ""))

    def weigh(self, key: str, *, agreeing: int = 0, differing: int = 0) -> None:
        """Add what other values say for or against the one under ``key``, where it was read."""
        known = self.fields.get(key)
        if known is None or known.value is None or not known.evidence:
            return
        evidence = dict(known.evidence)
        evidence["agreeing"] = min(evidence["agreeing"] + agreeing, float(MOST_AGREEING))
        evidence["differing"] += differing
        self.issues = [entry for entry in self.issues if (entry.code, entry.field) != ("doubtful", key)]
        confidence = evidence_to_confidence(evidence, calibration())
        checked = not evidence["failed"] and not has_unsure_character(evidence)
        sound = checked and key not in self.doubted
        status = self._status(known.value, confidence, sound=sound)
        update = {"confidence": confidence, "status": status, "evidence": evidence}
        self._settle(key, known.model_copy(update=update))

    def enter(
        self,
        key: str,
        *,
        raw: str | None,
        value: str | None,
        confidence: float,
        page_no: int,
        quad: Quad | None,
        engine: str,
        evidence: Mapping[str, float] = _NONE,
        sound: bool = True,
    ) -> None:
        """Enter a value; ``sound`` is whether every check of it passed."""
        field = FieldValue(
            raw=raw,
            value=value,
            confidence=confidence if value is not None else 0.0,
            status=self._status(value, confidence, sound=sound),
            page_no=page_no,
            quad=quad,
            engine=engine,
            evidence=evidence,
        )
        self._settle(key, field)

    def _status(self, value: str | None, confidence: float, *, sound: bool) -> FieldStatus:
        if value is None:
            return FieldStatus.ILLEGIBLE
        return FieldStatus.ACCEPTED if sound and confidence >= self.accept else FieldStatus.REVIEW

    def _settle(self, key: str, field: FieldValue) -> None:
        """Keep the field; a doubt that no issue tells yet is one."""
        self.fields[key] = field
        if field.status != FieldStatus.ACCEPTED and not any(known.field == key for known in self.issues):
            self.issues.append(issue("doubtful" if field.value is not None else "illegible", key))

    def attach(
        self,
        key: str,
        *,
        raw: str | None,
        value: str | None,
        confidence: float,
        page_no: int,
        quad: Quad,
        engine: str,
        sound: bool = True,
    ) -> None:
        """Enter what is evidence for other values: its status follows, and nothing is asked of a person."""
        status = self._status(value, confidence, sound=sound)
        self.fields[key] = FieldValue(
            raw=raw,
            value=value,
            confidence=round(confidence, 4),
            status=status,
            page_no=page_no,
            quad=quad,
            engine=engine,
        )

    def leave_out(self, key: str, *, required: bool, labelled: bool) -> None:
        """No value: ``labelled`` when its label is there, else the document does not carry it."""
        status = FieldStatus.ILLEGIBLE if labelled else FieldStatus.ABSENT
        self.fields[key] = FieldValue(raw=None, value=None, confidence=0.0, status=status)
        if labelled:
            self.issues.append(issue("illegible", key))
        elif required:
            self.issues.append(issue("missing", key))

    def doubt(self, key: str, breach: Issue) -> None:
        """Tell a breach that a person must look into: the value under ``key`` is accepted no more,
        whatever else speaks for it."""
        if not any((known.code, known.field) == (breach.code, breach.field) for known in self.issues):
            self.issues.append(breach)
        self.doubted.add(key)
        known = self.fields.get(key)
        if known is not None and known.status == FieldStatus.ACCEPTED:
            self.fields[key] = known.model_copy(update={"status": FieldStatus.REVIEW})

    def replace_value(self, key: str, value: str) -> None:
        """Put ``value`` in place of the one under ``key``; what was read, and its doubt, stay."""
        self.fields[key] = self.fields[key].model_copy(update={"value": value, "status": FieldStatus.REVIEW})

    def withdraw(self, key: str, code: str) -> None:
        """Take back the issue ``code`` of ``key``, which no longer holds."""
        self.issues = [known for known in self.issues if (known.code, known.field) != (code, key)]

    def tells(self, key: str, check: Check) -> bool:
        """Whether an issue tells that the value under ``key`` failed ``check``."""
        return any((known.code, known.field) == (check.value, key) for known in self.issues)

    def refute(self, key: str, check: Check) -> None:
        """Take back that the value under ``key`` failed ``check``, as an issue tells: others show that it did
        not."""
        field = self.fields[key]
        if field.evidence and key not in self.doubted:
            self.withdraw(key, check.value)
            evidence = {**field.evidence, "failed": field.evidence["failed"] - 1}
            self.fields[key] = field.model_copy(update={"evidence": evidence})

    def note(self, issues: Iterable[Issue]) -> None:
        self.issues.extend(issues)
