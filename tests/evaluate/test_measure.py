"""Reading through the cache, choosing the certificate, changes, the report and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.evaluate.cache import DATA, PagesCache, imported_files, reading_version
from pipeline.evaluate.evaluation import Evaluation, find_changes, load_evaluation, to_evaluation
from pipeline.evaluate.gallery import crop_results, cut_around
from pipeline.evaluate.measure import Measured, Reader, choose, measure_case
from pipeline.evaluate.report import to_html, worst_first
from pipeline.evaluate.results import CaseRole, FieldResult
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Limits
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.declarations import document_types
from schemas.errors import OptionError
from schemas.field import FieldStatus
from schemas.geometry import BBox, Quad
from tests.command import licet
from tests.evaluate.cases import QUAD, case_result, certificate, result, truth


class Blind(OcrEngine):
    """Sees nothing, and counts how often it was asked."""

    name = "blind"
    asked = 0

    def detect(self, image: Image) -> list[Quad]:
        self.asked += image.ndim == 3
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


def _evaluation(*fields: FieldResult, case_id: str = "one") -> Evaluation:
    return to_evaluation("x", 0.9, [Measured(case_result(id=case_id), fields, None, ())])


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.png"
    PillowImage.new("RGB", (300, 200), (255, 255, 255)).save(path)
    return path


def test_pages_are_read_once_for_each_reader_and_version(scan: Path, tmp_path: Path) -> None:
    engine = Blind()

    def read(version: str) -> int:
        reader = Reader(lambda: engine, Limits(), 1, PagesCache(tmp_path / "pages", "blind", version))
        read = reader.read(scan)
        assert (read.pages[0].width, read.failures) == (300, ())
        return engine.asked

    first = read("1")
    assert first > 0
    assert read("1") == first
    second = read("2")
    assert second > first
    for entry in (tmp_path / "pages").iterdir():
        entry.write_text("{", encoding="utf-8")
    assert read("2") > second  # a damaged entry is read anew


def test_the_time_of_each_stage_is_told(scan: Path, tmp_path: Path) -> None:
    reader = Reader(Blind, Limits(), 1, PagesCache(tmp_path / "pages", "blind", "1"))
    read = reader.read(scan)
    assert {"load", "orient", "seals", "lines", "second_look", "codes"} <= read.stages.keys()
    assert 0 < sum(read.stages.values()) <= read.seconds
    assert reader.read(scan).stages == read.stages  # of when it was read, not of the cache


def test_pages_are_read_anew_after_a_change_of_what_reading_goes_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ranges that the recognizer's weights were measured to have did not count: pages that were read by
    others were taken for those that are read now."""
    folders = {path.parent for path in imported_files() if path.name != "__init__.py"}
    beside = {data for folder in folders for data in folder.glob("*.json")}
    assert {path for path in beside if path.parent.name != "schemas"} == set(
        DATA
    )  # that one weighs values, no pages
    before = reading_version()
    assert reading_version() == before
    for at, path in enumerate(DATA):
        changed = tmp_path / path.name
        changed.write_bytes(path.read_bytes() + b"\n")
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.evaluate.cache.DATA", (*DATA[:at], changed, *DATA[at + 1 :]))
            assert reading_version() != before, path


def test_a_file_that_cannot_be_read_is_a_failure_of_the_case() -> None:
    case = truth(company="甲公司", pages=[{"page_no": 1, "kind": "main", "rotation": 0}])
    measured = measure_case(case, Reader(Blind, Limits(), 1), document_types(), 0.9)
    assert measured.case.failures
    assert not measured.case.found
    assert [(one.value, one.correct) for one in measured.fields] == [(None, False)]
    assert (measured.pages[0].kind, measured.pages[0].rotation) == ("unread", None)


def test_only_measured_cases_give_fields() -> None:
    for role in (CaseRole.LOW_RES, CaseRole.DUPLICATE, CaseRole.FOREIGN):
        measured = measure_case(
            truth(role=role, company="甲"), Reader(Blind, Limits(), 1), document_types(), 0.9
        )
        assert measured.fields == ()


def test_the_certificate_with_the_most_like_number_is_chosen() -> None:
    case = truth(document_type="telecom_license", license_number="京B2-20240286")
    near = certificate(license_number="京B2-2024028G")
    far = certificate(license_number="粤B2-20090059")
    other = certificate(document_type="other", license_number="京B2-20240286")
    assert choose(case, [far, near, other]) is near
    assert choose(case, []) is None


def test_changes_since_before() -> None:
    wrong = {"correct": False, "distance": 1, "value": "甲公可"}
    before = _evaluation(result(), result(path="a", **wrong), result(path="b", truth=None, **wrong))
    after = _evaluation(result(**wrong), result(path="a"), result(path="c", truth=None, **wrong))
    changes = find_changes(before, after)
    assert [one.after.path for one in changes.newly_wrong if one.after] == ["company", "c"]
    assert [one.before.path for one in changes.newly_right if one.before] == ["a", "b"]
    assert not find_changes(before, _evaluation(result(case_id="two"), case_id="two")).newly_right


def test_a_measurement_survives_its_file(tmp_path: Path) -> None:
    evaluation = _evaluation(result(quad=QUAD, source="a", source_page_no=1))
    path = tmp_path / "old.json"
    path.write_text(evaluation.model_dump_json(), encoding="utf-8")
    assert load_evaluation(path) == evaluation
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(OptionError, match="not a measurement"):
        load_evaluation(path)


class _Structure(HTMLParser):
    """Checks that every element is closed in order, and collects what is there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert all(value is None or "javascript:" not in value for _, value in attrs)
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_report_is_whole_escaped_and_worst_first(scan: Path) -> None:
    hostile = '<script>alert("1")</script>&'
    place = {"source": str(scan), "source_page_no": 1, "quad": QUAD}
    flagged = result(
        path="z", correct=False, status=FieldStatus.REVIEW, flagged=True, value=hostile, truth=None
    )
    silent = result(path="y", correct=False, raw=hostile, **place)
    evaluation = _evaluation(flagged, silent, result(layout=hostile))
    assert [one.path for one in worst_first(evaluation.fields)] == ["y", "z"]
    pictures = crop_results(evaluation.fields, Limits())
    assert set(pictures) == {("one", "y")}
    page = to_html(hostile, evaluation, pictures)
    structure = _Structure()
    structure.feed(page)
    assert structure.open == []
    assert "script" not in structure.seen
    assert structure.seen.count("img") == 1
    assert structure.seen.count("article") == 2
    assert structure.seen.count("circle") == 1
    assert hostile in structure.text
    assert page.index("one · y") < page.index("one · z")
    assert "http" not in page.replace("data:image", "")


def test_pictures_are_bounded_and_keep_inside_the_page() -> None:
    page = np.full((3000, 2000, 3), 255, dtype=np.uint8)
    whole = cut_around(page, Quad.from_bbox(BBox(left=0, top=0, right=2000, bottom=3000)))
    assert max(whole.shape[1] / 900, whole.shape[0] / 360) <= 1.0
    assert cut_around(page, Quad(((5, 5), (5, 5), (5, 5), (5, 5)))).size > 0


def test_command(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "expected.json").write_text('{"company": "甲公司"}', encoding="utf-8")
    (folder / "scan.jpg").write_text("no picture", encoding="utf-8")
    out, report = tmp_path / "out.json", tmp_path / "out.html"
    arguments = ["eval", str(folder), "--json", str(out), "--html", str(report)]
    first = CliRunner().invoke(app, arguments)
    assert first.exit_code == 0, first.output
    assert json.loads(out.read_text(encoding="utf-8"))["fields"][0]["path"] == "company"
    assert "甲公司" in report.read_text(encoding="utf-8")
    second = CliRunner().invoke(app, ["eval", str(folder), "--compare", str(out)])
    assert second.exit_code == 0, second.output
    assert "newly wrong: 0" in second.output


def test_a_result_that_cannot_be_written_is_told_behind_the_figures(tmp_path: Path) -> None:
    """An hour of measuring ended in a traceback, and no figure was shown."""
    (tmp_path / "expected.json").write_text('{"company": "甲公司"}', encoding="utf-8")
    (tmp_path / "scan.jpg").write_text("no picture", encoding="utf-8")
    ended = licet("eval", tmp_path, "--json", tmp_path / "scan.jpg" / "out.json")
    assert ended.status == 1 and "cannot be written" in ended.err and "总览" in ended.out
    assert licet("eval", tmp_path, "--json", tmp_path / "new" / "out.json").status == 0
    assert (tmp_path / "new" / "out.json").is_file()


@pytest.mark.parametrize("more", [[], ["--damage", "none"], ["--compare", "nowhere.json"]])
def test_bad_folder_or_choice_is_status_2(tmp_path: Path, more: list[str]) -> None:
    if more:
        (tmp_path / "expected.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        app(["eval", str(tmp_path), *more])
    assert ended.value.code == 2
