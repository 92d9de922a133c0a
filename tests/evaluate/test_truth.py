"""Truth files of every kind, and what is wrong with broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.evaluate.evaluation import load_truth
from pipeline.evaluate.results import CaseRole
from pipeline.evaluate.truth import TruthCase
from schemas.declarations import document_types
from schemas.errors import OptionError

TITLE = "增值电信业务经营许可证"
TEXT_FOR_RECORD = json.dumps(
    {
        "file": "a.png",
        "kind": TITLE,
        "quality": "scan",
        "fields": {},
        "dates_iso": {},
        "unreadable": [],
        "uncertain": [],
        "inspection_records": ["2012 年检合格"],
    }
)


def _load(folder: Path) -> list[TruthCase]:
    return load_truth(folder, document_types())


def _label(folder: Path, **changed: Any) -> TruthCase:
    entry = {
        "file": "scan.jpg",
        "kind": TITLE,
        "quality": "scan",
        "fields": {"licence_number": "京B2-20240286", "stamp_texts": [], "watermark_texts": []},
        "dates_iso": {},
        "unreadable": [],
        "uncertain": [],
        **changed,
    }
    (folder / "labels.jsonl").write_text(json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8")
    (case,) = _load(folder)
    return case


def test_generated_set(tmp_path: Path) -> None:
    seal = {"page_no": 1, "kind": "official_seal", "shape": "round", "text": "某局", "inner_text": None}
    entry = {
        "id": "00001",
        "files": ["00001/a.jpg", "00001/b.jpg"],
        "layout": "paper-list",
        "damage": ["scan", "rot90"],
        "font": "song",
        "container": "jpeg",
        "certificate": {"company": "甲公司", "registered_capital": "人民币壹佰万元", "seals": [seal]},
    }
    (tmp_path / "truth.jsonl").write_text(json.dumps(entry) + "\n\n", encoding="utf-8")
    (case,) = _load(tmp_path)
    assert case.files == (tmp_path / "00001/a.jpg", tmp_path / "00001/b.jpg")
    assert case.damage == ("scan", "rot90")
    assert case.certificate["registered_capital"] == "人民币壹佰万元"
    assert case.issuer_in_seal


def test_expected_record_beside_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "permit"
    folder.mkdir()
    (folder / "expected.json").write_text('{"company": "甲公司"}', encoding="utf-8")
    (folder / "page10.jpg").touch()
    (folder / "page2.jpg").touch()
    for given in (tmp_path, folder):
        (case,) = _load(given)
        assert case.id == "permit"
        assert [file.name for file in case.files] == ["page2.jpg", "page10.jpg"]


def test_labels_in_keys_and_forms_of_the_record(tmp_path: Path) -> None:
    fields = {
        "licence_number": "京B2-20240286",
        "company": "甲公司",
        "legal_representative": "乙",
        "registered_capital": "1000万元",
        "issue_date": "二〇二四年一月二十五日",
        "valid_until": "长期",
        "issuer": None,
        "website_name": "(见附页)",
        "domain": "(见附页)",
        "stamp_texts": ["某通信管理局", "专用章"],
        "watermark_texts": ["仅供某网站展示使用", "样张"],
    }
    case = _label(
        tmp_path,
        fields=fields,
        dates_iso={"issue_date": "2024-01-25", "valid_until": None},
        unreadable=["issuer"],
        uncertain=["legal_representative second character (乙/己)"],
        annex_rows=[{"no": "1", "website_name": "聚光", "domain": "Fly99.com", "coverage": "信息服务"}],
        inspection_records=[{"year": "14", "date_iso": "2015-03-31"}],
    )
    told = case.certificate
    assert told["document_type"] == "telecom_license"
    assert told["license_number"] == "京B2-20240286"
    assert told["registered_capital"] == "1000万元"
    assert (told["issue_date"], told["valid_until"], told["valid_from"]) == ("2024-01-25", "长期", None)
    assert told["issuer"] is None
    assert "legal_representative" not in told
    assert told["annexes"][0]["websites"] == [
        {"name": "聚光", "domains": ["fly99.com"], "services": "信息服务"}
    ]
    assert [one["purpose"] for one in told["use_restrictions"]] == ["仅供某网站展示使用"]
    assert told["stamp_texts"] == ["某通信管理局", "专用章"]
    assert told["inspections"] == [{"page_no": None, "year": "14", "date": "2015-03-31"}]
    assert case.role == CaseRole.MEASURED
    assert "business_items" not in told


def test_an_uncertain_part_of_a_value_leaves_the_value_out(tmp_path: Path) -> None:
    case = _label(tmp_path, uncertain=["20240286: digit 6 vs 8", "seal text"])
    assert "license_number" not in case.certificate
    assert "stamp_texts" not in case.certificate


@pytest.mark.parametrize(
    ("changed", "role"),
    [
        ({"low_res": True}, CaseRole.LOW_RES),
        ({"duplicate_of": "other.jpg"}, CaseRole.DUPLICATE),
        ({"derived_from": "other.jpg (crop)"}, CaseRole.DUPLICATE),
        ({"kind": "某种证书"}, CaseRole.FOREIGN),
        ({"kind": f"{TITLE}-附页"}, CaseRole.MEASURED),
    ],
)
def test_roles_of_labels(tmp_path: Path, changed: dict[str, Any], role: CaseRole) -> None:
    assert _label(tmp_path, **changed).role == role


@pytest.mark.parametrize(("orientation", "left"), [(1, 90), (6, 0), (8, 180)])
def test_rotation_is_what_exif_does_not_tell(tmp_path: Path, orientation: int, left: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (8, 8)).save(tmp_path / "scan.jpg", exif=exif)
    case = _label(tmp_path, rotation_needed_cw=90)
    assert case.certificate["pages"][0]["rotation"] == left


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("truth.jsonl", "{", "line 1 is not valid JSON"),
        ("truth.jsonl", "\n[]", "line 2 is not a JSON object"),
        ("truth.jsonl", '{"id": "1"}', "'files' is missing"),
        ("labels.jsonl", "{}", "'file' is missing"),
        ("truth.jsonl", '{"id": "1", "files": 1}', "line 1: a value has another form"),
        ("truth.jsonl", "[" * 100_000, "line 1 is not valid JSON"),
        ("labels.jsonl", TEXT_FOR_RECORD, "line 1: a value has another form"),
        ("labels.jsonl", '{"fields": 1}', "line 1: the key 'file' is missing"),
        ("expected.json", "", "not valid JSON"),
        ("expected.json", '{"company":\n1,}', "not valid JSON: .* line 2"),
        (
            "expected.json",
            '{"company": ["a"]}',
            "expected.json: a value has another form: company must be a text",
        ),
    ],
)
def test_a_broken_truth_file_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=told):
        _load(tmp_path)


def test_a_folder_without_truth_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="holds no truth"):
        _load(tmp_path)
    with pytest.raises(OptionError, match="not a folder"):
        _load(tmp_path / "nowhere")
