"""``licet types new``: a declaration proposed from a scan, for a person to finish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractors.pages.page_text import read_text
from extractors.unknown_types.propose import pages_to_declaration
from pipeline.commands.choices import EngineName, ModelDir, TypesDir
from pipeline.commands.output_files import write_text
from pipeline.commands.read import read_scan
from schemas.declarations import document_types
from schemas.errors import OptionError


def new_command(
    scan: Annotated[Path, typer.Option("--from", help="The scan to start from.", metavar="SCAN")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; must not be there yet.")
    ] = None,
    types: TypesDir = None,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
) -> None:
    """Propose a declaration from a scan: title, labels, values, kinds. 由扫描件生成类型声明草稿。

    \b
    Example:
      licet types new --from scan.jpg -o my-types/publication_license.toml
    """
    if out is not None and out.exists():
        raise OptionError(
            "文件已存在，请换一个文件名，以免丢失声明"
            f" / {out} is there already. Name another file, so that no declaration is lost."
        )
    read = read_scan(scan, engine, model_dir)
    name = scan.absolute() if out is None else _relative(scan, out)
    proposed = pages_to_declaration(
        [read_text(page) for page in read.sources], document_types(types), str(name)
    )
    if out is None:
        typer.echo(proposed, nl=False)
        return
    write_text(out, proposed)
    typer.echo(str(out))


def _relative(scan: Path, out: Path) -> Path:
    """The scan as seen from the declaration's folder, where it lies below; else its whole path."""
    folder, whole = out.absolute().parent, scan.absolute()
    return whole.relative_to(folder) if whole.is_relative_to(folder) else whole
