"""Upload a file, and see what became of those before."""

from __future__ import annotations

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from pipeline.review.render import render
from pipeline.review.uploads import keep_upload
from pipeline.review.visitor import ChangingReviewer, OpenDesk, Reviewer
from pipeline.review.words import one_language
from pipeline.store.jobs import list_jobs
from pipeline.store.users import Role

router = APIRouter(include_in_schema=False)


@router.get("/uploads")
def uploads_page(request: Request, visitor: Reviewer, desk: OpenDesk) -> Response:
    """The form, and the latest uploads: one's own, or everybody's for an admin."""
    whose = None if visitor.may(Role.ADMIN) else visitor.account.id
    with desk.reading() as connection:
        jobs = list_jobs(connection, whose)
    messages = {job.id: one_language(job.message or "", visitor.look.language) for job in jobs}
    return render(request, "uploads.html", visitor, visitor.look, jobs=jobs, messages=messages)


@router.post("/uploads")
def take_uploads(
    request: Request, visitor: ChangingReviewer, desk: OpenDesk, files: list[UploadFile]
) -> Response:
    """Keeps the files; they are read in the background."""
    settings = request.app.state.settings
    for file in files:
        keep_upload(
            desk, settings, visitor.account, visitor.actor, file.filename or "upload", file.file, None
        )
    return RedirectResponse("/uploads", status_code=303)
