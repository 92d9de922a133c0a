"""Upload a file, and see what became of those before."""

from __future__ import annotations

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from pipeline.review.render import render
from pipeline.review.uploads import keep_upload, upload_folder
from pipeline.review.visitor import ChangingReviewer, OpenDesk, Reviewer
from pipeline.review.words import Language, one_language
from pipeline.store.jobs import StoredJob, list_jobs
from pipeline.store.queue import find_entries
from pipeline.store.users import Role
from schemas.two_languages import MARK

router = APIRouter(include_in_schema=False)
NOTED = "。注意 / noted: "  # what an outcome says of the things that a file carries


@router.get("/uploads")
def uploads_page(request: Request, visitor: Reviewer, desk: OpenDesk) -> Response:
    """The form, and the latest uploads: one's own, or everybody's for an admin."""
    whose = None if visitor.may(Role.ADMIN) else visitor.account.id
    with desk.reading() as connection:
        jobs = list_jobs(connection, whose)
        found = find_entries(connection, sorted({at for job in jobs for at in job.certificate_ids}))
    numbers = {at: found[at].license_number for at in found}
    messages = {job.id: _further(job, visitor.look.language) for job in jobs}
    return render(
        request, "uploads.html", visitor, visitor.look, jobs=jobs, messages=messages, numbers=numbers
    )


def _further(job: StoredJob, language: Language) -> str:
    """What the outcome's code does not say: why reading failed, and what the file carries."""
    message, _, noted = (job.message or "").partition(NOTED)
    known = job.code in ("read", "doubtful", "no_text", "no_certificate")
    # What older versions stored is in English alone in part; the code's words stand before it.
    told = (
        []
        if known or (MARK not in message and language is Language.ZH)
        else [one_language(message, language)]
    )
    return " ".join([*told, *(one_language(note, language) for note in noted.split("; "))]).strip()


@router.post("/uploads")
def take_uploads(
    request: Request, visitor: ChangingReviewer, desk: OpenDesk, files: list[UploadFile]
) -> Response:
    """Keeps the files; they are read in the background."""
    settings = request.app.state.settings
    folder, most = upload_folder(settings), settings.options.limits.max_file_bytes
    for file in files:
        name = file.filename or "upload"
        keep_upload(desk, folder, most, visitor.account, visitor.actor, name, file.file, None)
    return RedirectResponse("/uploads", status_code=303)
