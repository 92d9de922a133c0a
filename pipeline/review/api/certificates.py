"""Certificates over the API: list, one, history, corrections, pages, search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from pipeline.review.api.keys import Caller, Correcting, Reading
from pipeline.review.api.models import (
    Certificates,
    CorrectionGiven,
    CorrectionTold,
    EventTold,
    History,
    Hits,
    HitTold,
    PageTold,
    Record,
    Summary,
)
from pipeline.review.ids import PathId
from pipeline.review.masking import mask_certificate, mask_entry, mask_names, names_around
from pipeline.review.values import to_stored
from pipeline.store.apply import Correction, ReviewState
from pipeline.store.audit import audit
from pipeline.store.corrections import list_history
from pipeline.store.decide import Said, correct
from pipeline.store.documents import NAMES
from pipeline.store.filters import Filter
from pipeline.store.places import pages_of_certificate
from pipeline.store.queue import Entry, find_entries, list_entries
from pipeline.store.reviewed import Reviewed, load_reviewed
from pipeline.store.search import WORDS, search

router = APIRouter(tags=["certificates"])
Text = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO 8601 date")]


@router.get("/certificates")
def list_certificates(
    caller: Reading,
    state: ReviewState | None = None,
    needs_review: bool | None = None,
    document_type: Text = None,
    issuer: Text = None,
    province: Text = None,
    issue_code: Text = None,
    valid_from: Day = None,
    valid_to: Day = None,
    after: Annotated[str | None, Query(pattern=r"^[0-9]{1,9}$", description="cursor: next of a page")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Certificates:
    """Certificates by id. ``valid_from`` and ``valid_to`` bound the last day of validity."""
    wanted = Filter(
        open=needs_review, state=state, document_type=document_type, issuer=issuer, province=province,
        issue_code=issue_code, valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    with caller.desk.reading() as connection:
        entries = list_entries(connection, wanted, int(after or 0), limit + 1)
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "list", detail={"after": after})
    items = [_summary(entry, caller) for entry in entries[:limit]]
    return Certificates(items=items, next=str(items[-1].id) if len(entries) > limit else None)


@router.get("/certificates/{certificate_id}")
def get_certificate(caller: Reading, certificate_id: PathId) -> Record:
    """One certificate, as people left it."""
    with caller.desk.reading() as connection:
        reviewed = load_reviewed(connection, certificate_id)
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "view", certificate_id)
    return _record(reviewed, caller)


@router.get("/certificates/{certificate_id}/history")
def get_history(caller: Reading, certificate_id: PathId) -> History:
    """What people did to it."""
    with caller.desk.reading() as connection:
        reviewed = load_reviewed(connection, certificate_id)
        events = list_history(connection, certificate_id)
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "view", certificate_id, {"part": "history"})
    names = names_around(reviewed, caller.settings.declared) if caller.masked else []
    return History(
        corrections=[_correction(entry, names) for entry in reviewed.standing.corrections],
        events=[
            EventTold(
                action=entry.action,
                why=entry.why and mask_names(entry.why, names),
                user=entry.user_name,
                at=entry.at,
            )
            for entry in events
        ],
    )


@router.post("/certificates/{certificate_id}/corrections", status_code=201)
def add_correction(caller: Correcting, certificate_id: PathId, given: CorrectionGiven) -> Record:
    """Writes down what a value is; the reading stays. The certificate as it then is."""
    with caller.desk.writing() as connection:
        reviewed = load_reviewed(connection, certificate_id)
        value = given.value
        if value is not None:
            spec = caller.settings.declared.spec_of(given.key, reviewed.as_read.document_type)
            value = to_stored(spec, reviewed.as_read.fields.get(given.key), value, anyway=True)
        said = Said(given.key, value, given.status, why=given.why)
        after = correct(connection, caller.account, certificate_id, said, given.revision)
        audit(connection, caller.actor, "correct", certificate_id, {"key": given.key})
    return _record(after, caller)


@router.get("/certificates/{certificate_id}/pages")
def get_pages(caller: Reading, certificate_id: PathId) -> list[PageTold]:
    """Its pages; their pictures are at ``/pages/{page_id}/image``."""
    with caller.desk.reading() as connection:
        load_reviewed(connection, certificate_id)
        pages = pages_of_certificate(connection, certificate_id)
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "view", certificate_id, {"part": "pages"})
    return [PageTold.model_validate(page, from_attributes=True) for page in pages]


@router.get("/search")
def search_certificates(
    caller: Reading,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    field: Annotated[str, Query(pattern=f"^({'|'.join(('all', *NAMES, *WORDS))})$")] = "all",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Hits:
    """Certificates and files that hold all the words."""
    hidden = ("person", "body") if caller.masked else ()
    if field in hidden:
        raise HTTPException(403, "此密钥不能检索姓名 / this key may not search for people")
    columns = [name for name in (*NAMES, *WORDS) if name not in hidden] if field == "all" else [field]
    with caller.desk.reading() as connection:
        found = search(connection, q, Filter(), columns=columns)
        shown = found.hits[:limit]
        ids = [hit.certificate_id for hit in shown if hit.certificate_id is not None]
        entries = find_entries(connection, ids)
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "search", detail={"q": q, "field": field, "certificates": ids})
    items = [
        HitTold(
            certificate=_summary(entries[hit.certificate_id], caller)
            if hit.certificate_id in entries
            else None,
            file_id=hit.source_file_id,
        )
        for hit in shown
    ]
    facets = {name: dict(counts) for name, counts in found.facets.items()}
    return Hits(items=items, count=len(found.hits), more=found.more, facets=facets)


def _summary(entry: Entry, caller: Caller) -> Summary:
    if caller.masked:
        entry = mask_entry(entry)
    return Summary(
        id=entry.id,
        document_type=entry.document_type,
        license_number=entry.license_number,
        company=entry.company,
        issuer=entry.issuer,
        province=entry.province,
        issue_date=entry.issue_date,
        valid_until=entry.valid_until,
        copy_until=entry.copy_until,
        state=entry.state,
        needs_review=entry.open,
        doubtful=entry.doubtful,
    )


def _record(reviewed: Reviewed, caller: Caller) -> Record:
    certificate = reviewed.certificate
    if caller.masked:
        certificate = mask_certificate(certificate, caller.settings.declared)
    return Record(
        id=reviewed.id,
        version=reviewed.version,
        state=reviewed.standing.state,
        revision=reviewed.standing.revision,
        record=certificate.record(),
    )


def _correction(entry: Correction, names: Sequence[str]) -> CorrectionTold:
    def hide(text: str | None) -> str | None:
        return text and mask_names(text, names)

    return CorrectionTold(
        id=entry.id,
        key=entry.key,
        old=hide(entry.old),
        old_status=entry.old_status,
        new=hide(entry.new),
        status=entry.status,
        why=hide(entry.why),
        user=entry.user_name,
        at=entry.at,
        undoes=entry.undoes,
    )
