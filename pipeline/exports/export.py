"""Certificates to files that other programs read: JSON lines, CSV, Excel and Parquet.

JSON lines hold the whole record. CSV and Parquet hold one row a certificate, columns named as
the record's keys and nested values as JSON. Excel files hold the plain values in one sheet and
what is nested in sheets of its own. All is streamed: memory doesn't grow with the certificates.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, ClassVar

from pipeline.exports.record_json import Record, Recorded, certificate_to_json, to_json
from schemas.certificate import Certificate
from schemas.errors import LicetError

_NESTED = (
    "business_items", "annexes", "use_restrictions", "seals", "provisions", "inspections", "pages",
    "qr_payloads", "pairs", "classification", "fields", "issues", "sources",
)  # fmt: skip
_PLAIN = tuple(name for name in Certificate.model_fields if name not in (*_NESTED, "further"))
_STAGED_IN_MEMORY = 64 * 2**20  # bytes
_ROW_GROUP = 1_000  # certificates
# The full-width ones are run in Chinese locales.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class ExportError(LicetError):
    """The export can't be written; what was at its place before is untouched."""

    code: ClassVar[str] = "export"


def export(certificates: Iterable[Recorded], format: ExportFormat, out: Path | BinaryIO) -> int:
    """Writes the certificates in the order given; returns how many.

    A file appears whole or not at all, and replaces what was there. A stream (standard output)
    is written to as certificates come in, where the format allows it.

    Raises:
        ExportError: the file can't be written.
    """
    if not isinstance(out, Path):
        return _write_through(certificates, format, out)
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as stream:
            count = _write(certificates, format, stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(out)
    except OSError as error:
        raise ExportError(
            "导出文件无法写入，请换一个文件名，或腾出空间"
            f" / The export can't be written to {out}: {error.strerror}. Name another file, or make room."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_through(certificates: Iterable[Recorded], format: ExportFormat, stream: BinaryIO) -> int:
    try:
        count = _write(certificates, format, stream)
        stream.flush()
    except BrokenPipeError:  # who reads it has enough
        raise
    except OSError as error:
        raise ExportError(
            "导出内容无法写入，请腾出空间，或指明文件"
            f" / The export can't be written: {error.strerror}. Make room, or name a file."
        ) from error
    return count


def _write(certificates: Iterable[Recorded], format: ExportFormat, stream: BinaryIO) -> int:
    if format is ExportFormat.JSONL:
        return _write_jsonl(certificates, stream)
    with _staged(certificates) as staged:
        match format:
            case ExportFormat.CSV:
                _write_csv(staged, stream)
            case ExportFormat.XLSX:
                _write_xlsx(staged, stream)
            case ExportFormat.PARQUET:
                _write_parquet(staged, stream)
        return staged.count


def _write_jsonl(certificates: Iterable[Recorded], stream: BinaryIO) -> int:
    count = 0
    for certificate in certificates:
        stream.write(certificate_to_json(certificate) + b"\n")
        count += 1
    return count


@dataclass(frozen=True)
class _Staged:
    """All records once, on disk, so that the columns are known before the first row."""

    stream: IO[bytes]
    further: tuple[str, ...]
    count: int

    def records(self) -> Iterator[Record]:
        self.stream.seek(0)
        return (json.loads(line) for line in self.stream)

    @property
    def plain_columns(self) -> tuple[str, ...]:
        """Keys of plain values, those that only some types carry after the ones of every type."""
        return (*(name for name in _PLAIN if name != "needs_review"), *self.further, "needs_review")


@contextmanager
def _staged(certificates: Iterable[Recorded]) -> Iterator[_Staged]:
    further: dict[str, None] = {}
    with tempfile.SpooledTemporaryFile(max_size=_STAGED_IN_MEMORY) as stream:
        count = 0
        for certificate in certificates:
            record = certificate.record()
            further |= dict.fromkeys(key for key in record if key not in Certificate.model_fields)
            stream.write(json.dumps(record).encode("ascii") + b"\n")
            count += 1
        yield _Staged(stream, tuple(further), count)


def _write_csv(staged: _Staged, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="backslashreplace", newline="")
    columns = (*staged.plain_columns, *_NESTED)
    writer = csv.writer(text)
    writer.writerow(columns)
    for record in staged.records():
        writer.writerow([_to_csv(record.get(column)) for column in columns])
    text.flush()
    text.detach()  # the caller's stream stays open


def _to_csv(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return to_json(value).decode()
    return unrunnable(_STEERING.sub("�", value))


def unrunnable(text: str) -> str:
    """Text of a CSV cell that a spreadsheet does not run as a formula: the apostrophe makes it text there."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_parquet(staged: _Staged, stream: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = (*staged.plain_columns, *_NESTED)
    types = {"needs_review": pa.bool_()}
    schema = pa.schema([(column, types.get(column, pa.string())) for column in columns])
    records = staged.records()
    with pq.ParquetWriter(stream, schema) as writer:
        while group := list(islice(records, _ROW_GROUP)):
            arrays = [
                pa.array([_to_parquet(record.get(name)) for record in group], schema.field(name).type)
                for name in columns
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _to_parquet(value: Any) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _write_xlsx(staged: _Staged, stream: BinaryIO) -> None:
    from openpyxl import Workbook

    from pipeline.exports.sheet import Sheet

    workbook = Workbook(write_only=True)
    main = Sheet(workbook, "certificates", ("row", *staged.plain_columns, "sources"))
    sheets = {name: Sheet(workbook, name, ("row", "license_number", *columns)) for name, columns in _SHEETS}
    for row, record in enumerate(staged.records(), start=1):
        sources = [source["path"] for source in record["sources"]]
        main.append([row, *(record.get(name) for name in staged.plain_columns), sources])
        for name, columns in _SHEETS:
            for entry in _to_entries(record, name):
                values = (entry.get(column) for column in columns)
                sheets[name].append([row, record["license_number"], *values])
    # openpyxl closes what it saves into, and the caller's stream may be standard output.
    with tempfile.TemporaryFile() as whole:
        workbook.save(whole)
        whole.seek(0)
        shutil.copyfileobj(whole, stream)


# ``row`` counts certificates in the first sheet: what the other sheets are joined by.
_SHEETS = (
    ("business_items", ("code", "name", "only", "excluded", "areas")),
    ("websites", ("page_no", "name", "domains", "services", "server_location", "access_provider")),
    ("use_restrictions", ("page_no", "text", "purpose", "valid_until", "copy_rule")),
    ("seals", ("page_no", "kind", "shape", "text", "inner_text")),
    ("provisions", ("number", "item", "text")),
    ("inspections", ("page_no", "year", "result", "date")),
    ("pairs", ("page_no", "label", "value")),
    ("fields", ("key", "value", "raw", "status", "confidence", "page_no", "engine")),
    ("issues", ("code", "severity", "field", "message")),
)


def _to_entries(record: Record, sheet: str) -> Iterator[Record]:
    """The rows that one certificate gives to a sheet."""
    match sheet:
        case "websites":
            for annex in record["annexes"]:
                # An annex may name a server and no website.
                for website in annex["websites"] or [{}]:
                    yield {**annex, **website}
        case "provisions":
            for provision in record["provisions"]:
                yield provision
                for item in provision["items"]:
                    yield {"number": provision["number"], "item": item["number"], "text": item["text"]}
        case "fields":
            for key, field in record["fields"].items():
                yield {"key": key, **field}
        case _:
            yield from record[sheet]
