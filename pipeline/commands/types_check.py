"""``licet types check``: a declaration made sure of, and tried on its sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from extractors.assemble import pages_to_certificates
from extractors.pages.page_text import read_text
from extractors.pages.pairs import find_undeclared
from pipeline.commands.choices import Accept, EngineName, ModelDir, TypesDir
from pipeline.commands.read import Read, read_scan, write_overlays
from pipeline.commands.types_doubts import doubtful_name, shared_labels
from pipeline.commands.types_sample import Sample, find_sample
from pipeline.comparable import text_to_comparable
from pipeline.options import Options
from schemas.certificate import Certificate
from schemas.declarations import Declared, document_types, find_declared, read_declaration
from schemas.document_type import DocumentType
from schemas.field import FieldStatus

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
    declaration: Annotated[
        str, typer.Argument(help="The declaration, a TOML file; or a type's name.", metavar="FILE")
    ],
    sample: Annotated[
        Path | None, typer.Option("--sample", help="A scan to try it on, in place of its own sample.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for pictures of the result.")
    ] = None,
    types: TypesDir = None,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
) -> None:
    """Check a declaration and read its sample by it. 检查一个类型声明，并用样本试读。

    \b
    Examples:
      licet types check my-types/publication_license.toml
      licet types check my-types/publication_license.toml --sample scan.jpg -o pictures/
      licet types check business_license

    \b
    Exit status: 0 sound, and the sample reads as its values say · 1 the sample reads otherwise, or
    fields share a label · 2 the declaration is wrong, or its sample is not there.
    """
    declared = _find(declaration, types)
    kind = declared.document_type
    console = Console(emoji=False)
    console.print(
        f"{kind.name}: 声明有效 / the declaration is sound: {len(kind.fields)} fields", highlight=False
    )
    is_clear = _tell_doubts(console, declared)
    own = Sample(sample) if sample is not None else find_sample(declared)
    if own.scan is None:
        console.print(own.missing, highlight=False)
        _conclude(is_clear)
        return
    read = read_scan(own.scan, engine, model_dir)
    others = [other for other in document_types(types) if other.name != kind.name]
    certificates = pages_to_certificates(read.sources, [*others, kind], accept)
    if out is not None:
        for path in write_overlays(read, certificates, out):
            console.print(str(path), highlight=False)
    rows = _tell(console, kind, certificates, read, own.values)
    _tell_undeclared(console, kind, read, others)
    if rows:
        console.print(_counts(rows), highlight=False, soft_wrap=True)
    _conclude(is_clear and bool(rows) and all(row.is_right for row in rows))


def _conclude(is_right: bool) -> None:
    """End with the status that says so, where something is not right."""
    if not is_right:
        raise typer.Exit(DIFFERS)


def _tell_doubts(console: Console, declared: Declared) -> bool:
    """Print what is seldom meant; whether the fields can be told apart."""
    shared = list(shared_labels(declared.document_type))
    name = doubtful_name(declared)
    for doubt in shared if name is None else (f"name: {name}", *shared):
        console.print(Text(doubt, style="yellow"))
    return not shared


def _find(declaration: str, types: Path | None) -> Declared:
    """The declaration in a file, or else that of a type's name."""
    path = Path(declaration)
    if path.is_file() or path.suffix == ".toml" or len(path.parts) > 1:
        return Declared(read_declaration(path), path)
    return find_declared(declaration, types)


def _tell(
    console: Console,
    kind: DocumentType,
    certificates: list[Certificate],
    read: Read,
    expected: Mapping[str, str | None],
) -> list[_Row]:
    """Print what was read; nothing is returned where it was not read as the type."""
    own = [certificate for certificate in certificates if certificate.document_type == kind.name]
    if not own:
        found = ", ".join(certificate.document_type for certificate in certificates) or "no certificate"
        console.print(
            Text(f"{read.path}: 未识别为此类型 / not read as {kind.name}, but as: {found}", style="red")
        )
        return []
    certificate = own[0]
    why = certificate.classification
    if why is not None:
        console.print(
            f"score {why.score:.2f}, next {why.runner_up or '-'} {why.runner_up_score:.2f}", highlight=False
        )
    rows = _rows(kind, certificate, expected)
    heads = ("字段 / field", "值 / value", "状态 / status", "应为 / expected")
    table = Table(*(Column(head, overflow="fold") for head in heads))
    for row in rows:
        style = "" if row.is_right else "red"
        wanted = "" if row.is_right else (row.expected or "—")
        table.add_row(*(Text(text, style=style) for text in (row.key, row.value or "—", row.status, wanted)))
    console.print(table)
    for issue in certificate.issues:
        console.print(Text(f"{issue.code} {issue.field or ''}: {issue.message}", style="yellow"))
    return rows


def _counts(rows: Sequence[_Row]) -> str:
    """How many of the keys have each status, and how many are not as expected."""
    counted = Counter(row.status for row in rows)
    told = [
        f"{counted[FieldStatus.ACCEPTED]} 可信 / accepted",
        f"{counted[FieldStatus.REVIEW]} 待核 / review",
        f"{counted[FieldStatus.ILLEGIBLE]} 不清 / illegible",
        f"{counted[FieldStatus.ABSENT] + counted['']} 无 / absent",
    ]
    wrong = sum(not row.is_right for row in rows)
    return ", ".join([*told, f"{wrong} 不符 / not as expected"] if wrong else told)


def _tell_undeclared(console: Console, kind: DocumentType, read: Read, others: list[DocumentType]) -> None:
    """Labels that a person may have forgotten, or that are printed in another wording."""
    for source in read.sources:
        for pair in find_undeclared(read_text(source), kind, others):
            value = "" if pair.candidate is None else pair.candidate.value
            console.print(
                Text(f"未声明的标签 / a label that no field has: {pair.text}: {value}", style="cyan")
            )


def _rows(kind: DocumentType, certificate: Certificate, expected: Mapping[str, str | None]) -> list[_Row]:
    record = certificate.record()
    rows = []
    for key in kind.keys:
        value = record.get(key)
        field = certificate.fields.get(key)
        status = "" if field is None else field.status.value
        right = key not in expected or text_to_comparable(expected[key] or "") == text_to_comparable(
            value or ""
        )
        rows.append(_Row(key, value, status, expected.get(key), right))
    return rows
