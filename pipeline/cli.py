"""The command line: a shell over the library. Each command is a screen in ``pipeline.commands``."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable

import typer

from pipeline.commands.eval import eval_command
from pipeline.commands.export import export_command
from pipeline.commands.ingest import ingest_command
from pipeline.commands.ledger import retry_command, status_command
from pipeline.commands.models import models_app
from pipeline.commands.overlay import overlay_command
from pipeline.commands.sanity import sanity_command
from pipeline.commands.serve import serve_command
from pipeline.commands.show import show_command
from pipeline.commands.status import engines_command
from pipeline.commands.truth import truth_command
from pipeline.commands.types import types_app
from pipeline.commands.users import users_app
from pipeline.commands.watch import watch_command
from pipeline.printable import to_printable
from schemas.errors import LicetError

HELP = """Reads scanned Chinese licenses and certificates into database records that can be trusted.

读取中国证照扫描件，写入可信的数据库记录。

Exit status: 0 every file completely read · 1 something asked for was not found, or an unexpected
error · 2 usage · 3 some file partly read · 4 some file failed · 5 database · 6 engine missing ·
130 interrupted.
"""


class _Licet(typer.Typer):
    """Errors that licet raises on purpose end the program with their words and exit status."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        try:
            return super().__call__(*args, **kwargs)
        except LicetError as error:
            typer.echo(f"licet: {to_printable(str(error), lines=True)}", err=True)
            sys.exit(error.exit_status)


app = _Licet(
    help=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"licet {importlib.metadata.version('licet')}")
        raise typer.Exit


@app.callback()
def licet(
    _: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    pass


licet.__doc__ = HELP

COMMANDS: dict[str, Callable[..., None]] = {
    "ingest": ingest_command,
    "watch": watch_command,
    "sanity": sanity_command,
    "retry": retry_command,
    "status": status_command,
    "show": show_command,
    "export": export_command,
    "overlay": overlay_command,
    "eval": eval_command,
    "engines": engines_command,
    "serve": serve_command,
    "truth": truth_command,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(types_app, name="types")
app.add_typer(models_app, name="models")
app.add_typer(users_app, name="users")
