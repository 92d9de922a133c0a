"""The command line: a shell over the library. Each command is a screen in ``pipeline.commands``, imported
when it is called: what one needs, the others need not wait for."""

from __future__ import annotations

import atexit
import errno
import gc
import importlib.metadata
import os
import sys
from importlib import import_module
from typing import Any, Final

import typer
import typer.core
import typer.main

from pipeline.printable import to_printable
from schemas.errors import LicetError

HELP = """Reads scanned Chinese licenses and certificates into database records that can be trusted.

读取中国证照扫描件，写入可信的数据库记录。

Exit status: 0 every file completely read · 1 something asked for was not found, or an unexpected
error · 2 usage · 3 some file partly read · 4 some file failed · 5 database · 6 engine missing ·
130 interrupted.
"""


SCREENS: Final = {
    "ingest": "ingest:ingest_command",
    "watch": "watch:watch_command",
    "sanity": "sanity:sanity_command",
    "retry": "retry:retry_command",
    "status": "status:status_command",
    "show": "show:show_command",
    "export": "export:export_command",
    "overlay": "overlay:overlay_command",
    "eval": "eval:eval_command",
    "engines": "engines:engines_command",
    "serve": "serve:serve_command",
    "truth": "truth:truth_command",
    "types": "types:types_app",
    "models": "models:models_app",
    "users": "users:users_app",
}
"""Commands and groups of commands: module in ``pipeline.commands``, and name there."""

_ONE_THREAD: Final = "OPENBLAS_NUM_THREADS", "1"  # its products are small here: others would wait by spinning


_SELDOM: Final = 20_000, 50, 100  # objects and rounds; what is imported stays, and is many times 700


class _Screens(typer.core.TyperGroup):
    """The commands of ``SCREENS``."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(SCREENS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # All of them for a word that is none, so that the nearest can be told.
        for name in [cmd_name] if cmd_name in SCREENS else SCREENS:
            if name not in self.commands:
                self.commands[name] = _load(name)
        return super().get_command(ctx, cmd_name)


def _load(name: str) -> Any:
    module, _, attribute = SCREENS[name].partition(":")
    screen = getattr(import_module(f"pipeline.commands.{module}"), attribute)
    alone = typer.Typer(rich_markup_mode=None)
    if isinstance(screen, typer.Typer):
        alone.add_typer(screen, name=name)
    else:
        alone.command(name)(screen)
    return typer.main.get_group(alone).commands[name]


_NO_ROOM = (
    "输出内容无法写入：磁盘已满，请腾出空间"
    " / What is printed can't be written: no space is left. Make room, or print it elsewhere."
)


class _Licet(typer.Typer):
    """Errors that licet raises on purpose end the program with their words and exit status."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        os.environ.setdefault(*_ONE_THREAD)
        gc.set_threshold(*_SELDOM)
        atexit.register(gc.freeze)  # else all modules are gone through once more: up to 0.3 s
        try:
            return super().__call__(*args, **kwargs)
        except LicetError as error:
            typer.echo(f"licet: {to_printable(str(error), lines=True)}", err=True)
            sys.exit(error.exit_status)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            typer.echo(f"licet: {_NO_ROOM}", err=True)
            sys.exit(1)


app = _Licet(
    cls=_Screens,
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
