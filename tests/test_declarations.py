"""Type declarations: what is wrong in one is told by file, key and the nearest valid word."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.declarations import declared_types, document_types, parse_declaration, read_declaration
from schemas.document_type import FieldKind
from schemas.errors import TypeDeclarationError

GOOD = """\
name = "permit"
titles = ["某某许可证"]
[[fields]]
name = "license_number"
labels = ["编号"]
kind = "number"
[[fields]]
name = "issue_date"
labels = ["发证日期"]
kind = "date"
"""


def test_a_good_one() -> None:
    kind = parse_declaration("a.toml", GOOD)
    assert kind.keys == ("license_number", "issue_date")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "number"', 'kind = "numbr"', ("field license_number: kind", "'number'")),
        ("labels =", "lables =", ("field license_number: lables", "'labels'")),
        ("titles =", "title =", ("title", "'titles'")),
        ('kind = "date"', 'kind = "date"\nplace = "abowe"', ("field issue_date: place", "'above'")),
        ('name = "license_number"', 'name = "License"', ("field License: name", "small letters")),
        (
            'name = "license_number"',
            'name = "seals"',
            ("field seals: name", "seals is a key of every record"),
        ),
        ('["编号"]', '["编 号"]', ("field license_number: labels", "holds spaces")),
        (
            'kind = "number"',
            'kind = "number"\npattern = "["',
            ("field license_number: pattern", "not a regular expression", "a [ has no ]"),
        ),
        ('kind = "date"', 'kind = "date"\npattern = "a"', ("field issue_date: ", "kind = 'number'")),
        ('name = "issue_date"', 'name = "license_number"', ("two fields are called license_number",)),
        ('name = "permit"', 'name = "permit"\nidentity = "licence_number"', ("identity", "'license_number'")),
        ('name = "permit"', 'name = "unknown"', ("name", "not unknown")),
        ('name = "permit"', 'name = "permit"\npeculiar = "telekom"', ("peculiar", "'telecom'")),
        ("[[fields]]", "[fields", ("not valid TOML",)),
        ('["编号"]', '"编号"', ("field license_number: labels", 'square brackets: labels = ["编号"]')),
        ('["某某许可证"]', '"某某许可证"', ("titles", 'titles = ["某某许可证"]')),
        ('["编号"]', "[“编号”]", ("line 5", "straight quotes", "中文标点")),
        ('["编号"]', '["编号“]', ("line 5", "straight quotes")),
        ('["编号"]', '["编号"，"证号"]', ("line 5", "，")),
        ('name = "license_number"\n', "", ("field 1: name: ", "is missing")),
        (
            'kind = "date"',
            'kind = "date"\nrequired = "yes, it is"',
            ("field issue_date: required", "true or false"),
        ),
        ('kind = "number"', 'kind = "number"\npattern = "(a"', ("a ( has no )", "at character 1")),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, told: tuple[str, ...]) -> None:
    with pytest.raises(TypeDeclarationError) as error:
        parse_declaration("my/a.toml", GOOD.replace(old, new, 1))
    assert str(error.value).startswith("my/a.toml")
    for words in told:
        assert words in str(error.value)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('rule = "date_order"\nfields = ["issue_date", "issue_date"]', "'dates_in_order'"),
        ('rule = "dates_in_order"\nfields = ["issue_date"]', "2 to 9 fields"),
        ('rule = "dates_in_order"\nfields = ["issue_date", "isue_date"]', "did you mean 'issue_date'"),
        ('rule = "usual_period"\nfields = ["issue_date", "issue_date"]', "needs years"),
    ],
)
def test_wrong_rules(rule: str, told: str) -> None:
    with pytest.raises(TypeDeclarationError) as error:
        parse_declaration("a.toml", f"{GOOD}[[rules]]\n{rule}\n")
    assert "rule date" in str(error.value) or "rule usual_period" in str(error.value)
    assert told in str(error.value)


def test_two_files_of_one_name(tmp_path: Path) -> None:
    for file in ("a.toml", "b.toml"):
        (tmp_path / file).write_text(GOOD, encoding="utf-8")
    with pytest.raises(TypeDeclarationError, match=r"b\.toml.*a\.toml declares permit too"):
        declared_types(tmp_path)


def test_no_folder_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(TypeDeclarationError, match="not a folder"):
        document_types(tmp_path / "nowhere")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TypeDeclarationError, match="UTF-8"):
        read_declaration(tmp_path / "a.toml")


def test_ours() -> None:
    names = {kind.name for kind in document_types()}
    assert names == {
        "telecom_license", "business_license", "food_business_license", "food_circulation_license",
        "internet_culture_license", "work_safety_license", "industrial_product_license",
        "construction_qualification", "power_facility_license", "management_system_certificate",
        "software_copyright", "high_tech_enterprise", "credit_rating_certificate",
    }  # fmt: skip
    for kind in document_types():
        assert kind.field(kind.identity).kind in (FieldKind.NUMBER, FieldKind.CODE), kind.name
