"""Certificates of other types, as the generator draws them: what their truth tells stands on them."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

import pytest

from extractors.normalize.spelled_numbers import spell_figures
from pipeline.evaluate.truth import load_generated
from samples.__main__ import main
from samples.drawing import FIELDS
from samples.facts.codes import credit_check, organization_check
from samples.fonts import missing_chars
from samples.forms.catalogue import FORMS, FURTHER, UNKNOWN, compose_form, form_names
from samples.forms.form_draft import FormDraft
from samples.generate import Plan
from samples.raster import sheet_to_pixels
from samples.sheet import SealMark, Text

LAYOUTS = [f"{name}/{form}" for name, forms in FORMS.items() for form in forms]
TOLD_OTHERWISE = {"document_type", "issuer", "annexes", "use_restrictions", "seals", "pages", "qr_payloads"}
DATES = {"issue_date", "valid_from", "valid_until", "established", "renewed_date", "completion_date"}


def flat(text: str) -> str:
    """Compared as the project compares: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def draw_form(layout: str, round_no: int, damage: tuple[str, ...] = ()) -> FormDraft:
    return compose_form(layout, Random(f"{layout}/{round_no}"), damage)


def typed(draft: FormDraft) -> str:
    marks = [mark for sheet in draft.sheets for mark in sheet.marks]
    return flat("".join(mark.text for mark in marks if isinstance(mark, Text)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_truth_tells_is_printed(layout: str) -> None:
    for round_no in range(8):
        draft = draw_form(layout, round_no)
        record, printed = draft.record((0,) * len(draft.sheets)), typed(draft)
        assert record["document_type"] == layout.split("/", maxsplit=1)[0]
        assert record["company"]
        assert set(draft.printed) <= {*FIELDS, *FURTHER[draft.document_type]}
        assert set(FURTHER[draft.document_type]) <= set(record)
        for name, value in record.items():
            if value and name not in TOLD_OTHERWISE | DATES:
                assert flat(value) in printed
        for name in DATES:
            if record.get(name) not in (None, "长期"):
                year, _, _ = record[name].split("-")
                assert year in printed or spell_figures(int(year)) in flat(
                    printed.replace("○", "〇").replace("零", "〇")
                )
        rims = [mark.rim for sheet in draft.sheets for mark in sheet.marks if isinstance(mark, SealMark)]
        assert sorted(rims) == sorted(s["text"] for s in record["seals"] if s["kind"] == "official_seal")
        if "issuer" in record:
            assert record["issuer"] in rims or flat(record["issuer"]) in printed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_character_has_a_glyph_and_a_place(layout: str) -> None:
    for round_no in range(8):
        for sheet in draw_form(layout, round_no).sheets:
            for mark in sheet.marks:
                if isinstance(mark, Text):
                    assert not missing_chars(mark.face, mark.text)
                    assert mark.x > 8
                    assert mark.x + mark.width < sheet.width - 8
                    assert 8 < mark.y < sheet.height - 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_of_a_form_do_not_run_into_one_another(layout: str) -> None:
    for round_no in range(8):
        for sheet in draw_form(layout, round_no).sheets:
            texts = [mark for mark in sheet.marks if isinstance(mark, Text) and sum(mark.ink) < 450]
            for number, mark in enumerate(texts):
                for other in texts[number + 1 :]:
                    height = min(mark.size, other.size) * 0.353
                    across = min(mark.x + mark.width, other.x + other.width) - max(mark.x, other.x)
                    same_line = abs(mark.y - other.y) < 0.55 * height
                    assert not (same_line and across > 1.2 * height), (mark.text, other.text)


@pytest.mark.parametrize("damage", ["seal_over", "watermark_dark", "offregister", "guilloche"])
def test_damage_in_print_is_drawn(damage: str) -> None:
    for layout in ("business_license/2019-branch", "power_facility_license/main"):
        plain, damaged = (draw_form(layout, 1, names).sheets[0] for names in ((), (damage,)))
        assert (sheet_to_pixels(plain, 40) != sheet_to_pixels(damaged, 40)).any()


def test_types_come_in_turn_and_each_as_often_as_the_others() -> None:
    names = form_names(tuple(FORMS))
    assert [name.split("/")[0] for name in names[: len(FORMS)]] == list(FORMS)
    assert set(names) == set(LAYOUTS)
    counts = {name: sum(layout.startswith(f"{name}/") for layout in names) for name in FORMS}
    assert len(set(counts.values())) == 1


def test_a_set_of_types_is_measured_as_any_other(tmp_path: Path) -> None:
    arguments = ["types", "--count", "2", "--seed", "4", "--type", "business_license", "--damage", "clean"]
    for folder in ("one", "two"):
        assert main([*arguments, "--out", str(tmp_path / folder)]) == 0
    cases = load_generated(tmp_path / "one")
    assert [case.certificate["document_type"] for case in cases] == ["business_license"] * 2
    assert len({case.certificate["unified_social_credit_code"] for case in cases}) == 2
    assert all(path.is_file() for case in cases for path in case.files)
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_types_that_licet_does_not_declare_are_drawn_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["types", "--count", "1", "--seed", "1", "--damage", "clean", "--out", str(tmp_path)]
    plans: list[Plan] = []
    monkeypatch.setattr("samples.__main__._write_plan", lambda plan, _: plans.append(plan))
    assert main(arguments) == 0
    assert {layout.split("/")[0] for layout in plans[0].layouts} == set(FORMS) - set(UNKNOWN)
    assert main([*arguments, "--type", UNKNOWN[0]]) == 0
    assert {layout.split("/")[0] for layout in plans[1].layouts} == set(UNKNOWN)


@pytest.mark.parametrize(
    "code", ["91110108700338416R", "91110108MA01EBFH9B", "911101053179472352", "91410100268043431X"]
)
def test_check_characters_are_those_of_the_standard(code: str) -> None:
    assert credit_check(code[:17]) == code[17]
    assert code.startswith("MA", 8) or organization_check(code[8:16]) == code[16]
