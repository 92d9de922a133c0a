"""Files over the API: uploads and their jobs, page images, exports, webhooks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, UploadFile
from fastapi.responses import Response

from pipeline.exports.export import ExportFormat
from pipeline.review.api.keys import Caller, Exporting, Hooking, Reading, Uploading
from pipeline.review.api.models import JobTold, WebhookGiven, WebhookTold
from pipeline.review.deliveries import check_url
from pipeline.review.exporting import MEDIA_TYPES, export_response
from pipeline.review.ids import PathId
from pipeline.review.uploads import keep_upload, upload_folder
from pipeline.store.apply import ReviewState
from pipeline.store.audit import audit
from pipeline.store.filters import Filter
from pipeline.store.jobs import StoredJob, find_job
from pipeline.store.places import PagePlace, certificates_on_page, find_page
from pipeline.store.users import Role
from pipeline.store.webhooks import Hook, add_webhook, drop_webhook, list_webhooks
from schemas.geometry import BBox, Quad

router = APIRouter()
Pixel = Annotated[float, Query(ge=0, le=200_000, allow_inf_nan=False)]
_JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}}}
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}}


@router.post(
    "/uploads",
    status_code=202,
    tags=["uploads"],
)
def upload(
    caller: Uploading,
    file: UploadFile,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200, pattern=r"^[!-~]+$")] = None,
) -> JobTold:
    """Takes a file to be read. The same request under the same ``Idempotency-Key`` gives the same job."""
    folder, most = upload_folder(caller.settings), caller.settings.options.limits.max_file_bytes
    name = file.filename or "upload"
    job = keep_upload(
        caller.desk, folder, most, caller.account, caller.actor, name, file.file, idempotency_key
    )
    return _job(job)


@router.get("/uploads/{job_id}", tags=["uploads"])
def get_upload(caller: Uploading, job_id: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]) -> JobTold:
    """How far the upload is."""
    with caller.desk.reading() as connection:
        job = find_job(connection, job_id)
    if job is None or (job.user_id != caller.account.id and caller.account.role is not Role.ADMIN):
        raise HTTPException(404, "没有此上传 / there is no such upload")
    return _job(job)


@router.get("/pages/{page_id}/image", tags=["pages"], response_class=Response, responses=_JPEG)
def get_image(request: Request, caller: Reading, page_id: PathId) -> Response:
    """The page as JPEG, from the file that it was read from."""
    place = _place(caller, page_id)
    return Response(request.app.state.images.page(place), media_type="image/jpeg")


@router.get("/pages/{page_id}/crop", tags=["pages"], response_class=Response, responses=_JPEG)
def get_crop(
    request: Request, caller: Reading, page_id: PathId,
    left: Pixel, top: Pixel, right: Pixel, bottom: Pixel,
) -> Response:  # fmt: skip
    """A part of the page as JPEG, upright; the box in its source pixels."""
    place = _place(caller, page_id)
    if not (left < right and top < bottom and left < place.width and top < place.height):
        raise HTTPException(422, "选区不在页面上 / the box is not on the page")
    box = BBox(left=left, top=top, right=min(right, place.width), bottom=min(bottom, place.height))
    crop = request.app.state.images.crop(place, Quad.from_bbox(box))
    return Response(crop, media_type="image/jpeg")


@router.get("/exports/{format}", tags=["exports"], response_class=Response, responses=_FILE)
def get_export(
    caller: Exporting,
    format: ExportFormat,
    state: ReviewState | None = None,
    needs_review: bool | None = None,
    issuer: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")] = None,
) -> Response:
    """The certificates in force as a file, the same rows as ``licet export``."""
    wanted = Filter(state=state, open=needs_review, issuer=issuer)
    return export_response(
        caller.desk, caller.actor, format, wanted, caller.settings.declared, masked=caller.masked
    )


@router.get("/webhooks", tags=["webhooks"])
def get_webhooks(caller: Hooking) -> list[WebhookTold]:
    """The addresses that are told of events."""
    with caller.desk.reading() as connection:
        return [_hook(hook) for hook in list_webhooks(connection)]


@router.post("/webhooks", status_code=201, tags=["webhooks"])
def make_webhook(caller: Hooking, given: WebhookGiven) -> WebhookTold:
    """Adds an address. Each message is signed: ``X-Licet-Signature: sha256=HMAC(secret, body)``."""
    url = check_url(given.url)
    with caller.desk.writing() as connection:
        hook = add_webhook(connection, caller.account.id, url, given.events)
        audit(connection, caller.actor, "webhook_add", detail={"id": hook.id, "url": url})
    return _hook(hook).model_copy(update={"secret": hook.secret})


@router.delete("/webhooks/{webhook_id}", status_code=204, tags=["webhooks"])
def end_webhook(caller: Hooking, webhook_id: PathId) -> None:
    """Ends an address."""
    with caller.desk.writing() as connection:
        if not drop_webhook(connection, webhook_id):
            raise HTTPException(404, "没有此回调地址 / there is no such webhook")
        audit(connection, caller.actor, "webhook_end", detail={"id": webhook_id})


def _place(caller: Caller, page_id: int) -> PagePlace:
    if caller.masked:
        raise HTTPException(403, "页面图像含有姓名 / page images show names: not for this key")
    with caller.desk.reading() as connection:
        place = find_page(connection, page_id)
        owners = certificates_on_page(connection, page_id)
    if place is None:
        raise HTTPException(404, "没有此页 / there is no such page")
    with caller.desk.writing() as connection:
        audit(connection, caller.actor, "image", owners[0] if owners else None, {"page_id": page_id})
    return place


def _job(job: StoredJob) -> JobTold:
    return JobTold(
        id=job.id,
        state=job.state,
        file_name=job.file_name,
        sha256=job.sha256,
        code=job.code,
        message=job.message,
        certificates=list(job.certificate_ids),
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def _hook(hook: Hook) -> WebhookTold:
    return WebhookTold(id=hook.id, url=hook.url, events=list(hook.events), created_at=hook.created_at)
