"""``licet types check``: a declaration made sure of, and tried on its sample."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.assemble import pages_to_certificates
from pipeline.commands.choices import Accept, EngineName, ModelDir
from pipeline.commands.read import Read, read_scan, write_overlays
from pipeline.options import Options
from schemas.certificate import Certificate
from schemas.declarations import document_types, read_declaration
from schemas.document_type import DocumentType

DIFFERS = 1


@dataclass(frozen=True)
class _Row:
    """One key: what was read, and what the sample's values say (``None``: they say nothing of it)."""

    key: str
    value: str | None
    status: str
    expected: str | None
    is_right: bool


def check_command(
    file: Annotated[Path, typer.Argument(help="The declaration, a TOML file.", metavar="FILE")],
    sample: Annotated[
        Path | None, typer.Option("--sample", help="A scan to try it on, in place of its own sample.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for pictures of the result.")
    ] = None,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
) -> None:
    """Check a declaration and read its sample by it. 检查一个类型声明，并用样本试读。

    \b
    Examples:
      licet types check my-types/publication_license.toml
      licet types check my-types/publication_license.toml --sample scan.jpg -o pictures/

    \b
    Exit status: 0 sound, and the sample reads as its values say · 1 the sample reads otherwise ·
    2 the declaration is wrong.
    """
    kind = read_declaration(file)
    console = Console()
    console.print(
        f"{kind.name}: 声明有效 / the declaration is sound: {len(kind.fields)} fields", highlight=False
    )
    scan = sample or _own_sample(file, kind)
    if scan is None:
        console.print("没有样本 / no sample: name one with [sample] file = …, or --sample SCAN")
        return
    read = read_scan(scan, engine, model_dir)
    others = [other for other in document_types() if other.name != kind.name]
    certificates = pages_to_certificates(read.sources, [*others, kind], accept)
    if out is not None:
        for path in write_overlays(read, certificates, out):
            console.print(str(path), highlight=False)
    if not _tell(console, kind, certificates, read, compare=sample is None):
        raise typer.Exit(DIFFERS)


def _own_sample(file: Path, kind: DocumentType) -> Path | None:
    return None if kind.sample is None else file.parent / kind.sample.file


def _tell(
    console: Console, kind: DocumentType, certificates: list[Certificate], read: Read, *, compare: bool
) -> bool:
    """Print what was read; whether it is the type's and as expected."""
    own = [certificate for certificate in certificates if certificate.document_type == kind.name]
    if not own:
        found = ", ".join(certificate.document_type for certificate in certificates) or "no certificate"
        console.print(
            Text(f"{read.path}: 未识别为此类型 / not read as {kind.name}, but as: {found}", style="red")
        )
        return False
    certificate = own[0]
    why = certificate.classification
    if why is not None:
        console.print(
            f"score {why.score:.2f}, next {why.runner_up or '-'} {why.runner_up_score:.2f}", highlight=False
        )
    rows = _rows(kind, certificate, compare=compare)
    table = Table("字段 / field", "值 / value", "状态 / status", "应为 / expected")
    for row in rows:
        style = "" if row.is_right else "red"
        expected = "" if row.is_right else (row.expected or "—")
        table.add_row(
            *(Text(text, style=style) for text in (row.key, row.value or "—", row.status, expected))
        )
    console.print(table)
    for issue in certificate.issues:
        console.print(Text(f"{issue.code} {issue.field or ''}: {issue.message}", style="yellow"))
    return all(row.is_right for row in rows)


def _rows(kind: DocumentType, certificate: Certificate, *, compare: bool) -> list[_Row]:
    record = certificate.record()
    expected = kind.sample.values if compare and kind.sample is not None else {}
    rows = []
    for key in kind.keys:
        value = record.get(key)
        field = certificate.fields.get(key)
        status = "" if field is None else field.status.value
        right = key not in expected or expected[key] == value
        rows.append(_Row(key, value, status, expected.get(key), right))
    return rows
