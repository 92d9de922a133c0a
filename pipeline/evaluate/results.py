"""What a measurement consists of: one result a field, a page and a case."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from schemas.field import FieldStatus
from schemas.geometry import Frozen, Quad


class CaseRole(StrEnum):
    """What a case is there to show."""

    MEASURED = "measured"  # its fields count
    LOW_RES = "low_res"  # must be left to a person; its fields count nowhere
    DUPLICATE = "duplicate"  # another case's document again: only kinds and rotations count
    FOREIGN = "foreign"  # of no declared type: must be taken for none of them


class FieldResult(Frozen):
    """One value of the truth, or of the reading where the truth has none, and whether it is right.

    ``path`` names the value's place in the truth (``extraN`` parts: not there), so that it is the
    same from run to run; ``family`` is the path without indexes. ``value`` is ``None`` when
    nothing was read. ``status`` is ``None`` when the record holds no such field, which is always so
    unless ``tracked``. ``flagged`` is whether a person is told of this value: status review or
    illegible, an issue on it, or no certificate at all. ``distance`` is the edit distance in
    characters after NFKC, without white space. ``quad`` is in pixels of page ``source_page_no`` of
    the file ``source``. ``evidence`` is what ``confidence`` was worked out from.
    """

    case_id: str
    path: str
    family: str
    truth: str | None
    value: str | None
    raw: str | None
    status: FieldStatus | None
    tracked: bool
    confidence: float | None
    flagged: bool
    correct: bool
    characters: int
    distance: int
    layout: str
    damage: tuple[str, ...]
    font: str
    container: str
    evidence: Mapping[str, float] = {}
    source: str | None = None
    source_page_no: int | None = None
    quad: Quad | None = None

    @property
    def accepted(self) -> bool:
        return self.status == FieldStatus.ACCEPTED


class ProvisionsResult(Frozen):
    """The special provisions of one case: characters of the truth, edit distance, and how many of
    its clauses and items were found by number; ``extra`` were found and are not there."""

    case_id: str
    characters: int
    distance: int
    clauses: int
    clauses_found: int
    items: int
    items_found: int
    extra: int


class PageResult(Frozen):
    """Kind and rotation of one page; ``None`` in the truth means that it does not tell. The read
    kind ``left_out`` is a page of no certificate, ``unread`` a page that was not read."""

    case_id: str
    page_no: int
    true_kind: str | None
    kind: str
    true_rotation: int | None
    rotation: int | None


class CaseResult(Frozen):
    """One case as read. ``seconds`` is the time that reading its pages took, when they were read, and
    ``stages`` that of each stage, pages that were read side by side each counted;
    ``failures`` are the messages of files and pages that could not be read; ``true_type`` and
    ``type`` the type of certificate that it is and was read as."""

    id: str
    role: CaseRole
    layout: str
    damage: tuple[str, ...]
    font: str
    container: str
    issuer_in_seal: bool
    found: bool
    needs_review: bool
    page_count: int
    seconds: float
    stages: Mapping[str, float] = {}
    failures: tuple[str, ...] = ()
    true_type: str | None = None
    type: str | None = None
