"""What the README says of the command is what the command does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.core
import typer.main
from typer.testing import CliRunner

import schemas.errors
from pipeline.cli import HELP, app
from pipeline.commands.run_files import FAILED, PARTIAL
from pipeline.options import Limits, Options, WorkerLimits
from schemas.certificate import Certificate
from schemas.errors import LicetError

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that call it."""
    if not isinstance(command, typer.core.TyperGroup):
        yield path, command
        return
    context = typer.Context(command)
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), (*path, name))


COMMANDS = dict(commands(typer.main.get_command(app)))
OPTIONS = [
    (path, option)
    for path, command in COMMANDS.items()
    for parameter in command.params
    for option in (*parameter.opts, *parameter.secondary_opts)
    if option.startswith("-")
]


def section(path: tuple[str, ...]) -> str:
    """The README's text below the command's heading, to the next heading."""
    heading = re.escape(f"### `licet {' '.join(path)}")
    found = re.search(rf"^{heading}[ `].*?\n(.*?)(?=^#)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no heading ### `licet {' '.join(path)} …`"
    return found[1]


def test_the_tree_is_walked() -> None:
    assert {("ingest",), ("models", "link-paddle")} <= set(COMMANDS)
    assert (("export",), "--format") in OPTIONS


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_is_documented_with_an_example(path: tuple[str, ...]) -> None:
    assert re.search(rf"^    licet {' '.join(path)}\b", section(path), re.MULTILINE)


@pytest.mark.parametrize(
    ("path", "option"), OPTIONS, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_every_option_is_documented(path: tuple[str, ...], option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section(path)), option


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_option_is_documented_that_is_not_there(path: tuple[str, ...]) -> None:
    table = [line for line in section(path).splitlines() if line.startswith("| `-")]
    told = {option for line in table for option in re.findall(r"`(--?[a-z-]+)", line.split("|")[1])}
    assert told == {option for owner, option in OPTIONS if owner == path}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_has_an_example(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"])
    assert shown.exit_code == 0
    assert re.search(rf"Examples?:\n\s+licet {' '.join(path)}\b", shown.output)


def _errors(kind: type[LicetError]) -> Iterator[type[LicetError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _errors(below)


def _statuses(text: str | None) -> set[int]:
    return {int(status) for status in re.findall(r"(?<![\d.])(\d{1,3}) [a-z]", text or "")}


def test_exit_statuses() -> None:
    table = {int(status) for status in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert table == {0, PARTIAL, FAILED, 130} | {kind.exit_status for kind in _errors(LicetError)}
    named = _statuses(schemas.errors.__doc__)
    assert named == _statuses(HELP)
    assert named | {LicetError.exit_status} == table


def test_codes_of_outcomes() -> None:
    for root in (schemas.errors.InputError, schemas.errors.WorkerError):
        for kind in _errors(root):
            assert kind is root or f"`{kind.code}`" in README, kind.code
    assert all(
        f"`{code}`" in README for code in ("read", "doubtful", "no_text", "no_certificate", "engine_failed")
    )


def test_keys_of_the_record() -> None:
    record = Certificate(document_type="telecom_license").record()
    assert [key for key in record if f"`{key}`" not in README] == []


def test_defaults() -> None:
    assert f"`{Options.accept}`" in README
    assert f"`{Limits.max_pages}`" in README
    assert f"`{Limits.max_pixels}`" in README
    assert f"`{WorkerLimits.page_seconds:g}`" in README
    assert f"`{WorkerLimits.file_seconds:g}`" in README
