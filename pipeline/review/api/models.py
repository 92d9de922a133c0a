"""What the API takes and gives; its OpenAPI document is made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from pipeline.store.apply import ReviewState
from pipeline.store.jobs import JobState
from pipeline.store.webhooks import Event
from schemas.field import FieldStatus


class Given(BaseModel):
    """What a program sends: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Why a request was not done, for a program and for a person."""

    code: str
    message: str


class Summary(BaseModel):
    """A certificate in a list. Dates are ISO 8601."""

    id: int
    document_type: str
    license_number: str | None
    company: str | None
    issuer: str | None
    province: str | None
    issue_date: str | None
    valid_until: str | None
    copy_until: str | None
    state: ReviewState
    needs_review: bool
    doubtful: int


class Certificates(BaseModel):
    """One page of certificates; ``next`` is the cursor of the page after it."""

    items: list[Summary]
    next: str | None


class Record(BaseModel):
    """A certificate: ``record`` is what ``licet export`` writes of it."""

    id: int
    version: int
    state: ReviewState
    revision: int
    record: dict[str, Any]


class CorrectionGiven(Given):
    """What a person found that a value is. ``revision`` is that of the certificate as it was seen."""

    key: Annotated[str, Field(min_length=1, max_length=500)]
    value: Annotated[str, Field(max_length=20_000)] | None = None
    status: FieldStatus = FieldStatus.ACCEPTED
    why: Annotated[str, Field(max_length=2000)] | None = None
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class CorrectionTold(BaseModel):
    """A correction as it was written down; ``undoes`` names one that it took back."""

    id: int
    key: str
    old: str | None
    old_status: str
    new: str | None
    status: FieldStatus
    why: str | None
    user: str
    at: datetime
    undoes: int | None


class EventTold(BaseModel):
    """A line of history."""

    action: str
    why: str | None
    user: str | None
    at: datetime


class History(BaseModel):
    """All that people did to a certificate, oldest first."""

    corrections: list[CorrectionTold]
    events: list[EventTold]


class PageTold(BaseModel):
    """A page of a certificate; ``width`` and ``height`` in source pixels, ``rotation`` in degrees."""

    page_no: int
    kind: str
    page_id: int
    width: int
    height: int
    rotation: int


class JobTold(BaseModel):
    """An upload. ``code`` and ``message`` are the outcome's once it is done or failed."""

    id: str
    state: JobState
    file_name: str
    sha256: str
    code: str | None
    message: str | None
    certificates: list[int]
    created_at: datetime
    finished_at: datetime | None


class HitTold(BaseModel):
    """A certificate that was found, or a file without one."""

    certificate: Summary | None
    file_id: int | None


class Hits(BaseModel):
    """Hits of a search; ``more`` says that there are more than are counted."""

    items: list[HitTold]
    count: int
    more: bool
    facets: dict[str, dict[str, int]]


class WebhookGiven(Given):
    """An address to be told of events."""

    url: Annotated[str, Field(min_length=8, max_length=2000)]
    events: Annotated[list[Event], Field(min_length=1, max_length=len(Event))]


class WebhookTold(BaseModel):
    """An address; the ``secret`` of its signatures is told once, when it is made."""

    id: int
    url: str
    events: list[str]
    created_at: datetime
    secret: str | None = None
