"""Truth files to cases: what each document says, in the keys and forms of the record.

Known are ``truth.jsonl`` (one case a line, as the generator of samples writes it), ``labels.jsonl``
(labels made by eye, see ``labels``) and ``expected.json`` (one record beside its document files).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.evaluate.results import CaseRole
from pipeline.evaluate.truth_form import check_entry, check_record, to_words
from pipeline.inputs import find_files
from schemas.errors import OptionError
from schemas.page import SealKind
from schemas.two_languages import both, parts

TRUTH, LABELS, EXPECTED = "truth.jsonl", "labels.jsonl", "expected.json"


@dataclass(frozen=True)
class TruthCase:
    """One document. ``certificate`` holds the keys of the exported record that the truth tells;
    a key that it does not tell is not there, ``None`` means that no value must be read.

    ``stamp_texts`` may stand in place of ``seals``: the texts of all seals, rim and inner alike.
    ``page_no`` of a nested value is ``None`` where the truth does not tell.
    """

    id: str
    files: tuple[Path, ...]
    layout: str
    damage: tuple[str, ...]
    font: str
    container: str
    certificate: Mapping[str, Any]
    role: CaseRole = CaseRole.MEASURED
    issuer_in_seal: bool = False


def read_json_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines with their line numbers; empty lines are passed over.

    Raises:
        OptionError: the file cannot be read or a line is not a JSON object.
    """
    entries = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip():
            entries.append((number, parse_object(line, f"{path}, line {number}")))
    return entries


def parse_object(text: str, where: str) -> dict[str, Any]:
    """A JSON object; ``where`` names its place for a person.

    Raises:
        OptionError: the text is something else.
    """
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets within brackets
        wrong = str(error) if "\n" in text.strip() else str(error).partition(": line 1 ")[0]
        raise OptionError(
            f"不是有效的 JSON，请改正 / {where} is not valid JSON: {wrong}. Correct it."
        ) from error
    if not isinstance(entry, dict):
        raise OptionError(f"不是 JSON 对象，请改正 / {where} is not a JSON object. Correct it.")
    return entry


@contextmanager
def told_by_line(path: Path, number: int) -> Iterator[None]:
    """What an entry of a file lacks, or has in another form, is told by its line.

    Raises:
        OptionError: a key is missing, or a value is of another kind than it is compared as.
    """
    try:
        yield
    except ValidationError as error:
        chinese, english = parts(to_words(error))
        raise OptionError(
            both(f"第 {number} 行{chinese}，请改正", f"{path}, line {number}: {english}. Correct it.")
        ) from error
    except KeyError as error:
        raise OptionError(
            f"第 {number} 行缺少键 {error}，请改正"
            f" / {path}, line {number}: the key {error} is missing. Correct it."
        ) from error
    except (TypeError, AttributeError) as error:
        raise OptionError(
            f"第 {number} 行有一个值格式不符，请改正"
            f" / {path}, line {number}: a value has another form: {error}. Correct it."
        ) from error


def load_generated(folder: Path) -> list[TruthCase]:
    """The cases of ``truth.jsonl``.

    Raises:
        OptionError: the file cannot be read, or an entry lacks a key or has another form.
    """
    path = folder / TRUTH
    cases = []
    for number, entry in read_json_lines(path):
        with told_by_line(path, number):
            check_entry(entry)
            certificate = _figures_as_text(entry["certificate"])
            check_record(certificate)
            cases.append(
                TruthCase(
                    id=entry["id"],
                    files=tuple(folder / name for name in entry["files"]),
                    layout=entry["layout"],
                    damage=tuple(entry["damage"]),
                    font=entry["font"],
                    container=entry["container"],
                    certificate=certificate,
                    issuer_in_seal=has_official_seal(certificate),
                )
            )
    return cases


def _figures_as_text(value: Any, key: str = "") -> Any:
    """What a truth file gives as a number though a record has it as text: ``"year": 2012``."""
    if isinstance(value, dict):
        return {name: _figures_as_text(held, name) for name, held in value.items()}
    if isinstance(value, list):
        return [_figures_as_text(held, key) for held in value]
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_figure and key != "page_no" else value


def load_expected(folder: Path) -> list[TruthCase]:
    """The cases of each ``expected.json`` in ``folder`` and in the folders directly below it.

    Raises:
        OptionError: one cannot be read, or has a value of another kind than it is compared as.
    """
    cases = []
    for path in sorted([*folder.glob(EXPECTED), *folder.glob(f"*/{EXPECTED}")]):
        record = read_expected(path)
        try:
            check_record(record)
        except ValidationError as error:
            chinese, english = parts(to_words(error))
            raise OptionError(both(f"{chinese}，请改正", f"{path}: {english}. Correct it.")) from error
        files = [file for file in find_files([path.parent]) if file != path]
        cases.append(
            TruthCase(
                id=path.parent.absolute().name,
                files=tuple(files),
                layout=path.parent.absolute().name,
                damage=("unknown",),
                font="unknown",
                container=files[0].suffix.lstrip(".") if files else "none",
                certificate=record,
                issuer_in_seal=has_official_seal(record),
            )
        )
    return cases


def read_expected(path: Path) -> dict[str, Any]:
    """The record of one ``expected.json``.

    Raises:
        OptionError: it cannot be read, or is no JSON object.
    """
    return parse_object(_read(path), str(path))


def has_official_seal(record: Mapping[str, Any]) -> bool:
    """Whether the record's truth shows an issuing authority's seal with text."""
    return any(seal["kind"] == SealKind.OFFICIAL and seal["text"] for seal in record.get("seals", ()))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OptionError(
            f"文件无法读取，请检查路径 / {path} cannot be read: {error.strerror}. Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise OptionError(
            f"文件不是 UTF-8 文本，请另存为 UTF-8 / {path} is not UTF-8 text. Save it as UTF-8."
        ) from error
