"""The generator of certificates: same seed, same bytes; the truth is what stands on the pages."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pdfplumber
import pytest
from PIL import Image, ImageSequence

from samples.__main__ import main
from samples.born_digital import write_pdf
from samples.compose import LAYOUTS, compose
from samples.damage.strata import ASKED_FOR, PRINTED, STRATA, damage_page
from samples.draft import Draft
from samples.drawing import FIELDS
from samples.facts.companies import chinese_amount
from samples.fonts import FACES, Face, MissingFontError, face_path, missing_chars
from samples.generate import Plan, write_set
from samples.layouts.restrictions import COLOURED_INKS
from samples.provisions import chinese_ordinal, seed_provisions
from samples.raster import sheet_to_pixels
from samples.seed import FORMS, compose_seed
from samples.sheet import SealMark, StampMark, Text, TileMark
from schemas.certificate import Certificate, PageKind

SAMPLES = Path(__file__).parent.parent / "samples"


def flat(text: str) -> str:
    """Compared as the project compares: NFKC, no white space, lower case for domains."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def typed_text(draft: Draft) -> str:
    """All type on the sheets in the order of drawing, seals and stamps left out."""
    marks = [mark for sheet in draft.sheets for mark in sheet.marks]
    return flat("".join(mark.text for mark in marks if isinstance(mark, Text)))


def running_text(draft: Draft) -> str:
    """The provisions over all their pages, without the number and title that each page repeats."""
    kinds = (PageKind.PROVISIONS, PageKind.INSPECTION)
    marks = [mark for sheet in draft.sheets if sheet.kind in kinds for mark in sheet.marks]
    return flat("".join(mark.text for mark in marks if isinstance(mark, Text) and mark.y > 45.5))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("round_no", range(8))
def test_every_value_of_the_truth_is_printed(layout: str, round_no: int) -> None:
    draft = compose(layout, Random(f"printed/{round_no}"), ())
    record = draft.record((0,) * len(draft.sheets))
    printed, body = typed_text(draft), running_text(draft)
    for name in set(FIELDS) - {"issuer", "issue_date", "valid_from", "valid_until"}:
        if record[name] is not None:
            assert flat(record[name]) in printed
    for annex in record["annexes"]:
        for website in annex["websites"]:
            assert flat(website["name"]) in printed
            assert all(domain in printed for domain in website["domains"])
        for name in ("server_location", "access_provider"):
            assert annex[name] is None or flat(annex[name]) in printed
    for item in record["business_items"]:
        for words in ((item["name"],), item["only"], item["excluded"], item["areas"]):
            assert all(flat(word) in printed for word in words)
    for provision in record["provisions"]:
        assert flat(provision["text"]) in body


@pytest.mark.parametrize("layout", LAYOUTS)
def test_seals_and_restrictions_of_the_truth_are_drawn(layout: str) -> None:
    for round_no in range(6):
        draft = compose(layout, Random(f"seals/{round_no}"), ())
        record = draft.record((0,) * len(draft.sheets))
        rims = [mark.rim for sheet in draft.sheets for mark in sheet.marks if isinstance(mark, SealMark)]
        assert sorted(rims) == sorted(s["text"] for s in record["seals"] if s["kind"] == "official_seal")
        assert record["issuer"] is not None
        lines = [
            "\n".join(mark.lines)
            for sheet in draft.sheets
            for mark in sheet.marks
            if isinstance(mark, StampMark)
        ]
        for restriction in record["use_restrictions"]:
            assert restriction["text"] in lines or flat(restriction["text"]) in typed_text(draft)


def test_a_watermark_is_on_every_page() -> None:
    draft = compose("current-list", Random("tiles"), ("watermark_pale",))
    for sheet, restriction in zip(draft.sheets, draft.restrictions, strict=True):
        tiles = [mark.text for mark in sheet.marks if isinstance(mark, TileMark)]
        assert tiles == [restriction.text]


def test_a_stamp_that_is_asked_for_lies_on_one_of_the_first_pages() -> None:
    for round_no in range(6):
        draft = compose("current-list", Random(f"stamp/{round_no}"), ("stamp_over",))
        (restriction,) = draft.restrictions
        marks = draft.sheets[restriction.page_no - 1].marks
        (stamp,) = (mark for mark in marks if isinstance(mark, StampMark))
        assert restriction.page_no <= 2
        assert "\n".join(stamp.lines) == restriction.text
        assert stamp.ink in COLOURED_INKS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_character_has_a_glyph_and_a_place(layout: str) -> None:
    for round_no in range(10):
        for sheet in compose(layout, Random(f"glyphs/{round_no}"), ()).sheets:
            for mark in sheet.marks:
                if isinstance(mark, Text):
                    assert not missing_chars(mark.face, mark.text)
                    assert mark.x > 8
                    assert mark.x + mark.width < sheet.width - 8
                    assert mark.y < sheet.height - 8


@pytest.mark.parametrize(("layout", "damage"), list(product(LAYOUTS, (*STRATA, *ASKED_FOR))))
def test_every_damage_takes_every_layout(layout: str, damage: str) -> None:
    draft = compose(layout, Random(f"{layout}/{damage}"), (damage,))
    clean = sheet_to_pixels(draft.sheets[0], dpi=60)
    page = damage_page(clean, (damage,), "seed")
    assert page.pixels.dtype == np.uint8
    assert page.pixels.ndim == 3
    assert page.pixels.std() > 3
    assert page.bilevel == (damage == "fax")
    unchanged = damage in (*PRINTED, *ASKED_FOR, "clean")
    assert (page.pixels.shape == clean.shape and bool((page.pixels == clean).all())) == unchanged


@pytest.mark.parametrize(("damage", "turn"), [("rot90", 270), ("rot180", 180), ("rot270", 90)])
def test_turning_by_the_rotation_of_the_truth_makes_upright(damage: str, turn: int) -> None:
    pixels = np.arange(6 * 4 * 3, dtype=np.uint8).reshape(6, 4, 3)
    page = damage_page(pixels, (damage,), "seed")
    assert page.turn == turn
    assert (np.rot90(page.pixels, -turn // 90) == pixels).all()


def test_the_text_of_a_born_digital_pdf_holds_the_values(tmp_path: Path) -> None:
    draft = compose("current-list", Random("born"), ())
    write_pdf(draft.sheets, tmp_path / "license.pdf", "license")
    with pdfplumber.open(tmp_path / "license.pdf") as pdf:
        text = flat("".join(char["text"] for page in pdf.pages for char in page.chars))
        assert len(pdf.pages) == len(draft.sheets)
    record = draft.record((0,) * len(draft.sheets))
    for name in ("license_number", "company", "legal_representative", "scope"):
        assert flat(record[name]) in text


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = Plan(count=3, seed=11, damage=("scan", "fax", "watermark_dark"))
    first = list(write_set(plan, tmp_path / "first"))
    list(write_set(plan, tmp_path / "second"))
    assert digest(tmp_path / "first") == digest(tmp_path / "second")
    list(write_set(Plan(3, 12, plan.damage), tmp_path / "other"))
    assert digest(tmp_path / "first") != digest(tmp_path / "other")
    for line in first:
        assert all((tmp_path / "first" / name).is_file() for name in line["files"])


@pytest.mark.parametrize("strata", [1, 2, 3, 4, 6, len(STRATA)])
def test_every_damage_meets_every_layout_once_before_any_twice(strata: int) -> None:
    plan = Plan(count=0, seed=0, damage=STRATA[:strata])
    pairs = [plan.pair(number) for number in range(strata * len(LAYOUTS))]
    assert set(pairs) == set(product(STRATA[:strata], LAYOUTS))
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("damage", STRATA)
def test_damage_is_the_same_for_the_same_seed(damage: str) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (300, 212, 3), np.uint8)
    first, second = (damage_page(pixels.copy(), (damage,), "seed").pixels for _ in range(2))
    assert (first == second).all()


def test_the_truth_file_has_one_line_a_certificate(tmp_path: Path) -> None:
    assert main(["random", "--count", "3", "--seed", "1", "--damage", "clean", "--out", str(tmp_path)]) == 0
    lines = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["00001", "00002", "00003"]
    assert {"id", "files", "layout", "font", "damage", "certificate"} <= lines[0].keys()
    numbers = {line["certificate"]["license_number"] for line in lines}
    assert len(numbers) == 3


def test_unknown_damage_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["random", "--count", "1", "--seed", "1", "--damage", "mud", "--out", str(tmp_path)]) == 2
    assert "'mud'" in capsys.readouterr().err


def test_a_missing_font_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACES, "gone", Face("no-such-face.ttf", "fonts-no-such"))
    with pytest.raises(MissingFontError, match="fonts-no-such"):
        face_path("gone")


def test_the_seed_document_says_what_it_says() -> None:
    draft = compose_seed()
    record = draft.record((0,) * len(draft.sheets))
    kinds = [page["kind"] for page in record["pages"]]
    assert kinds == [PageKind.MAIN, PageKind.ANNEX, *[PageKind.PROVISIONS] * 3]
    assert record["license_number"] == "京B2-20240286"
    assert (record["issue_date"], record["valid_until"]) == ("2024-01-25", "2029-01-25")
    assert record["issuer"] == "北京市通信管理局"
    assert record["use_restrictions"][0]["valid_until"] == "2024-03-27"
    assert len(record["provisions"]) == 15
    assert [item["number"] for item in record["provisions"][-1]["items"]][-1] == "(十三)"


def test_page_turns_of_the_seed_are_inside_sentences() -> None:
    assert seed_provisions("公司").provisions[8].text.endswith("向电信主管部门上报。")
    assert "<page>" not in seed_provisions("公司").provisions[8].text


@pytest.mark.parametrize("form", FORMS)
def test_the_committed_seed_forms_are_those_of_the_generator(form: str) -> None:
    expected = json.loads((SAMPLES / form / "expected.json").read_text(encoding="utf-8"))
    draft = compose_seed()
    turn = 270 if form == "seed-sideways" else 0
    assert expected == json.loads(json.dumps(draft.record((turn,) * len(draft.sheets))))


def test_the_truth_is_a_certificate_of_the_schema() -> None:
    record: dict[str, Any] = compose_seed().record((0,) * 5)
    pages = [{**page, "sha256": "", "source_page_no": page["page_no"]} for page in record.pop("pages")]
    certificate = Certificate.model_validate({**record, "pages": pages})
    assert certificate.business_items[0].code == "B25"


def test_sideways_pages_are_on_their_side() -> None:
    with Image.open(SAMPLES / "seed-sideways" / "license.tif") as image:
        frames = [frame.size for frame in ImageSequence.Iterator(image)]
    assert len(frames) == 5
    assert all(width > height for width, height in frames)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "壹"), (100, "壹佰"), (1001, "壹仟零壹"), (3500, "叁仟伍佰")]
)
def test_amounts_in_characters(number: int, text: str) -> None:
    assert chinese_amount(number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (21, "二十一")]
)
def test_ordinals_of_clauses(number: int, text: str) -> None:
    assert chinese_ordinal(number) == text
