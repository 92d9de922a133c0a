"""Exports of the desk: the same rows as ``licet export``, written to a file that is sent and gone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from starlette.responses import StreamingResponse

from pipeline.exports.export import ExportFormat, export
from pipeline.review.declared import Declarations
from pipeline.review.masking import mask_certificate
from pipeline.store.audit import Actor, audit
from pipeline.store.desk import Desk
from pipeline.store.filters import Filter
from pipeline.store.records import certificates_like

_CHUNK = 256 * 1024
MEDIA_TYPES = {
    ExportFormat.JSONL: "application/x-ndjson",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
}


def export_response(
    desk: Desk, actor: Actor, format: ExportFormat, wanted: Filter, declared: Declarations, *, masked: bool
) -> StreamingResponse:
    """The certificates that the filter lets through, as a download. The log says how many, before one
    of them is sent."""
    with ExitStack() as stack:
        stream = stack.enter_context(tempfile.TemporaryFile())
        with desk.reading() as connection:
            stored = certificates_like(connection, wanted)
            shown = (mask_certificate(entry.certificate, declared) for entry in stored) if masked else stored
            count = export(shown, format, stream)
        with desk.writing() as connection:
            audit(connection, actor, "export", detail={"format": format.value, "count": count})
        open_still = stack.pop_all()
    headers = {"Content-Disposition": f'attachment; filename="certificates.{format.value}"'}
    return StreamingResponse(_chunks(open_still, stream), media_type=MEDIA_TYPES[format], headers=headers)


def _chunks(open_still: ExitStack, stream: BinaryIO) -> Iterator[bytes]:
    with open_still:
        stream.seek(0)
        while chunk := stream.read(_CHUNK):
            yield chunk
