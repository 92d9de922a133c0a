"""The seed document, in each of its four forms, from file to record with the default engine."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

import pipeline.run
from pipeline.inputs import find_files
from pipeline.options import Options
from pipeline.run import ingest_file
from pipeline.store.store import open_store
from schemas.outcome import OutcomeStatus
from tests.remembering import default_engine, remembered_pages

SAMPLES = Path(__file__).parent.parent / "samples"
FORMS = ("seed-pdf", "seed-scan", "seed-photo", "seed-sideways", "seed-ofd")
MOST_CER = 0.005
VALUES = (
    "document_type", "license_number", "company", "legal_representative", "scope", "coverage",
    "registered_capital", "address", "issuer", "issue_date", "valid_from", "valid_until",
)  # fmt: skip
ORDINALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)

Record = dict[str, Any]


def comparable(value: Any) -> Any:
    """After NFKC and without white space, nested values too; numbers and nothing as they are."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, dict):
        return {key: comparable(entry) for key, entry in value.items()}
    return [comparable(entry) for entry in value] if isinstance(value, list | tuple) else value


def form_files(form: str) -> list[Path]:
    return [path for path in find_files([SAMPLES / form]) if path.name != "expected.json"]


@cache
def expected_record(form: str) -> Record:
    record: Record = json.loads((SAMPLES / form / "expected.json").read_text(encoding="utf-8"))
    return record


@pytest.fixture(scope="session", params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def records(form: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Record]]:
    """What export gives after the form's files were ingested into a new database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.run, "read_pages", remembered_pages)
        with open_store(str(tmp_path_factory.mktemp(form) / "licet.db")) as store:
            for path in form_files(form):
                outcome = ingest_file(path, default_engine(), store, Options()).outcome
                assert outcome.status == OutcomeStatus.COMPLETE, outcome
            yield [entry.certificate.record() for entry in store.certificates()]


@pytest.fixture(scope="session")
def record(records: list[Record]) -> Record:
    assert records, "no certificate was read"
    return max(records, key=lambda record: len(record["pages"]))


@pytest.fixture(scope="session")
def expected(form: str) -> Record:
    return expected_record(form)


def test_one_certificate(records: list[Record]) -> None:
    assert len(records) == 1, [record["license_number"] for record in records]


@pytest.mark.parametrize("name", VALUES)
def test_value(record: Record, expected: Record, name: str) -> None:
    assert comparable(record[name]) == comparable(expected[name])


def test_business_items(record: Record, expected: Record) -> None:
    assert comparable(record["business_items"]) == comparable(expected["business_items"])


@pytest.mark.parametrize("name", ["page_no", "websites", "server_location", "access_provider"])
def test_annex(record: Record, expected: Record, name: str) -> None:
    read, truth = ([annex[name] for annex in side["annexes"]] for side in (record, expected))
    assert comparable(read) == comparable(truth)


@pytest.mark.parametrize("name", ["page_no", "text", "purpose", "valid_until", "copy_rule"])
def test_use_restriction(record: Record, expected: Record, name: str) -> None:
    read, truth = ([entry[name] for entry in side["use_restrictions"]] for side in (record, expected))
    assert comparable(read) == comparable(truth)


def test_seals(record: Record, expected: Record) -> None:
    assert comparable(record["seals"]) == comparable(expected["seals"])


def test_pages(record: Record, expected: Record) -> None:
    read = [{key: page[key] for key in ("page_no", "kind", "rotation")} for page in record["pages"]]
    assert read == expected["pages"]


def test_clauses_and_items(record: Record) -> None:
    clauses = record["provisions"]
    assert [comparable(clause["number"]) for clause in clauses] == list(ORDINALS)
    items = {comparable(clause["number"]): [item["number"] for item in clause["items"]] for clause in clauses}
    assert comparable(items.pop("十五")) == [f"({number})" for number in ORDINALS[:13]]
    assert not any(items.values())


def _provisions_text(record: Record) -> str:
    parts: list[str] = []
    for clause in record["provisions"]:
        parts += [clause["number"], clause["text"]]
        parts += [item["number"] + item["text"] for item in clause["items"]]
    return str(comparable("".join(parts)))


def test_provisions_cer(record: Record, expected: Record) -> None:
    truth, read = _provisions_text(expected), _provisions_text(record)
    assert len(truth) > 2000
    assert Levenshtein.distance(truth, read) / len(truth) <= MOST_CER


def test_citations(record: Record) -> None:
    """The laws and decrees that each clause cites, in their order."""
    cited = {clause["number"]: clause["citations"] for clause in record["provisions"]}
    assert [law["title"] for law in cited["一"]] == ["中华人民共和国电信条例", "互联网信息服务管理办法"]
    assert [(law["title"], "11" in (law["decree"] or "")) for law in cited["六"]] == [
        ("通信网络安全防护管理办法", True)
    ]
    assert [(law["title"], "24" in (law["decree"] or "")) for law in cited["七"]] == [
        ("电信和互联网用户个人信息保护规定", True)
    ]
    items = next(clause["items"] for clause in record["provisions"] if clause["number"] == "十五")
    assert [law["title"] for law in items[0]["citations"]] == ["互联网信息服务管理办法"]


def test_every_value_has_its_place(record: Record) -> None:
    for key, field in record["fields"].items():
        if field["value"] is None:
            continue
        assert field["raw"] and field["page_no"] and field["quad"] and field["engine"], key
        step: Any = record
        for name in key.split("."):
            step = step[int(name)] if isinstance(step, list) else step[name]
        assert step == field["value"], key


def test_no_silent_error(record: Record, expected: Record) -> None:
    """A value that is wrong is at least not accepted."""
    for name in VALUES[1:]:
        field = record["fields"].get(name)
        if field is not None and field["status"] == "accepted":
            assert comparable(record[name]) == comparable(expected[name]), name
