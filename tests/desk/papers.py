"""A real page read by the real engine, with doubts put where a test wants them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.load.source import SourceFile
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.run import read_file
from pipeline.store.merge import find_place
from schemas.certificate import Certificate
from schemas.field import FieldStatus, FieldValue
from schemas.outcome import FileReading
from tests.command import PAGE


@cache
def read_seed() -> FileReading:
    """The main page of the sample license, as it is read."""
    data = PAGE.read_bytes()
    source = SourceFile(path=PAGE, sha256=hashlib.sha256(data).hexdigest(), data=data)
    return read_file(source, build_engine("rapidocr", None, 2), Options())


@dataclass(frozen=True)
class Doubt:
    """``read`` stands in place of the right value of ``key``, ``None`` leaves the value."""

    key: str
    read: str | None = None


def seed_with(folder: Path, at: int, *doubts: Doubt) -> FileReading:
    """The sample license as another file of its own, with a number of its own and these doubts."""
    reading = read_seed()
    path = folder / f"license-{at}.jpg"
    path.write_bytes(PAGE.read_bytes() + b"\n" * at)  # what follows the end of a JPEG is not looked at
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    (certificate,) = reading.certificates
    moved = _doubted(_renumbered(certificate, at), doubts)
    own = {"path": str(path), "sha256": sha256}
    update = {
        "pages": tuple(page.model_copy(update={"sha256": sha256}) for page in moved.pages),
        "sources": tuple(entry.model_copy(update=own) for entry in moved.sources),
    }
    told = {**own, "certificates": (moved.model_copy(update=update),)}
    return reading.model_copy(update=told)


def _renumbered(certificate: Certificate, at: int) -> Certificate:
    number = f"京B2-2024{at:04d}"
    field = certificate.fields["license_number"].model_copy(update={"value": number})
    fields = {**certificate.fields, "license_number": field}
    return certificate.model_copy(update={"license_number": number, "fields": fields})


def _doubted(certificate: Certificate, doubts: tuple[Doubt, ...]) -> Certificate:
    record = certificate.model_dump(mode="json")
    for known in record["fields"].values():  # no doubts but these, whatever the engine has today
        if known["status"] == FieldStatus.REVIEW:
            known |= {"status": FieldStatus.ACCEPTED, "confidence": 0.99}
    for doubt in doubts:
        place = find_place(record, doubt.key)
        assert place is not None, doubt.key
        holder, name = place
        value = doubt.read or holder[name]
        holder[name] = value
        field = FieldValue.model_validate(record["fields"][doubt.key])
        told = field.model_copy(update={"value": value, "status": FieldStatus.REVIEW, "confidence": 0.5})
        record["fields"][doubt.key] = told.model_dump(mode="json")
    record["needs_review"] = bool(doubts)
    return Certificate.model_validate(record)
