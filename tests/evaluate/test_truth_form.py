"""What the form of a truth lets through can be measured, and what it does not is told with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.compare import compare, compare_provisions
from pipeline.evaluate.evaluation import load_truth
from pipeline.evaluate.measure import Reader, measure_case
from pipeline.evaluate.truth import TruthCase, load_generated
from pipeline.evaluate.truth_form import BESIDE
from pipeline.ocr.registry import build_engine
from pipeline.options import Limits
from schemas.declarations import document_types
from schemas.errors import OptionError
from tests.command import licet
from tests.evaluate.cases import certificate

SEED = Path(__file__).parents[2] / "samples" / "seed-photo" / "expected.json"
RECORD: dict[str, Any] = {
    **json.loads(SEED.read_text(encoding="utf-8")),
    "inspections": [{"page_no": 1, "year": "2024", "result": "合格", "date": "2025-03-31"}],
    "stamp_texts": ["某局"],
}
LABEL: dict[str, Any] = {
    "file": "scan.jpg",
    "kind": "增值电信业务经营许可证",
    "quality": "scan",
    "fields": {
        "licence_number": "京B2-20240286", "issue_date": "二〇二四年一月二十五日", "scope": "信息服务业务",
        "stamp_texts": ["再次复印无效"], "watermark_texts": ["仅供某网站展示使用"],
        "website_name": "聚光", "domain": "a.cn",
    },
    "dates_iso": {"valid_until": "2029-01-25"},
    "unreadable": ["issuer"],
    "uncertain": ["legal_representative second character"],
    "rotation_needed_cw": 90,
    "annex_rows": [{"website_name": "聚光", "domain": "a.cn", "coverage": "信息服务"}],
    "inspection_records": [{"year": "14", "date_iso": "2015-03-31"}],
}  # fmt: skip
COMPARED = [key for key in RECORD if key not in BESIDE or key in ("document_type", "pages")]
OTHERS = (None, 5, 1.5, True, "文", [], ["文"], [5], {}, {"page_no": "1"}, [None], [{}])


def places(value: dict[str, Any] | list[Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value, those within lists and objects included; of a list its first entry's alone."""
    if path:
        yield path
    within = value.items() if isinstance(value, dict) else list(enumerate(value))[:1]
    for key, held in within:
        if isinstance(held, dict | list):
            yield from places(held, (*path, key))
        else:
            yield (*path, key)


def changes(entry: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """The entry without one of the values under a key, and with each of the others there."""
    for path in places({key: entry[key]}):
        for at in range(-1, len(OTHERS)):
            changed = deepcopy(entry)
            within: Any = changed
            for step in path[:-1]:
                within = within[step]
            if at < 0:
                del within[path[-1]]
            else:
                within[path[-1]] = OTHERS[at]
            yield changed


def is_taken(file: Path, entry: dict[str, Any]) -> bool:
    """Whether the entry is taken for a truth; it is measured then."""
    file.write_text(json.dumps(entry), encoding="utf-8")
    try:
        (case,) = load_truth(file.parent, document_types())
    except OptionError as error:
        assert str(file) in str(error)
        return False
    for read in (None, certificate(company="甲公司")):
        compare(case, read)
        compare_provisions(case, read)
    reader = Reader(lambda: build_engine("rapidocr", None, 1), Limits(), 1)
    measure_case(TruthCase(**{**vars(case), "files": ()}), reader, document_types(), 0.9)
    return True


@pytest.mark.parametrize("key", COMPARED)
def test_a_record_is_measured_or_told(key: str, tmp_path: Path) -> None:
    assert is_taken(tmp_path / "expected.json", RECORD)
    assert {is_taken(tmp_path / "expected.json", other) for other in changes(RECORD, key)} == {True, False}


@pytest.mark.parametrize("key", LABEL)
def test_a_label_is_measured_or_told(key: str, tmp_path: Path) -> None:
    assert is_taken(tmp_path / "labels.jsonl", LABEL)
    assert False in {is_taken(tmp_path / "labels.jsonl", other) for other in changes(LABEL, key)}


def test_the_command_tells_line_and_place_and_reads_nothing(tmp_path: Path) -> None:
    site = {"name": "聚光", "domains": ["a.cn"], "services": ["信息服务"]}
    entry = {
        "id": "1", "files": ["a.jpg"], "layout": "x", "damage": ["scan"], "font": "song", "container": "jpeg",
        "certificate": {"annexes": [{"page_no": 2, "websites": [site]}]},
    }  # fmt: skip
    (tmp_path / "truth.jsonl").write_text("\n" + json.dumps(entry), encoding="utf-8")
    run = licet("eval", tmp_path)
    assert (run.status, run.out) == (2, "")
    assert "第 2 行有一个值格式不符：annexes.0.websites.0.services 须为文字，请改正" in run.err
    assert (
        "truth.jsonl, line 2: a value has another form: annexes.0.websites.0.services must be a text"
        in run.err
    )
    site["services"] = "信息服务"
    for name, other in {
        "files": "a.jpg",
        "damage": "scan",
        "id": 1,
        "certificate": [],
        "layout": None,
    }.items():
        (tmp_path / "truth.jsonl").write_text(json.dumps({**entry, name: other}), encoding="utf-8")
        with pytest.raises(OptionError, match=f"line 1: a value has another form: {name} must be"):
            load_generated(tmp_path)
