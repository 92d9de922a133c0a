"""A type of one's own, as README tells it: proposed from a scan, finished, checked, and read by."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from schemas.declarations import document_types, parse_declaration
from tests.command import licet
from tests.publication import VALUES, draw_publication_permit

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of types of one's own: the example of README and its sample."""
    own = tmp_path_factory.mktemp("own") / "my-types"
    own.mkdir()
    draw_publication_permit(own / "publication.jpg")
    (own / "publication_license.toml").write_text(example(), encoding="utf-8")
    return own


def example() -> str:
    blocks = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [block for block in blocks if "publication_license" in block]
    return str(found)


def test_the_example_is_short() -> None:
    assert example().count("\n") <= 40


def test_the_example_is_right_and_reads_its_sample(folder: Path) -> None:
    run = licet("types", "check", folder / "publication_license.toml", "-o", folder / "pictures")
    assert run.status == 0, run.out
    assert VALUES["license_number"] in run.out
    assert re.search(r"[0-9]+ 可信 / accepted, [0-9]+ 待核 / review, ", run.out.splitlines()[-1])
    assert "a label that no field has: 法定代表人: 何静" in run.out
    assert "a label that no field has: 单位名称" not in run.out
    assert (folder / "pictures" / "publication-1.png").stat().st_size > 10_000


def test_a_sample_that_reads_otherwise_is_told(folder: Path, tmp_path: Path) -> None:
    wrong = example().replace('file = "publication.jpg"', f'file = "{folder / "publication.jpg"}"')
    wrong += '[sample.values]\ncompany = "北京书香文化传媒公司"\n'
    (tmp_path / "wrong.toml").write_text(wrong, encoding="utf-8")
    run = licet("types", "check", tmp_path / "wrong.toml")
    assert run.status == 1
    assert "北京书香文化传媒公司" in run.out


def test_files_are_read_by_own_types(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run = licet("ingest", folder / "publication.jpg", "--types", folder, "--db", database)
    assert run.status == 0
    assert f"publication_license: {folder / 'publication_license.toml'}" in run.err
    record = json.loads(licet("export", "--db", database).out)
    assert record["document_type"] == "publication_license"
    declared = {key: value for key, value in VALUES.items() if key in record["fields"]}
    assert len(declared) >= 6
    for key, value in declared.items():
        assert record[key] == value or record["fields"][key]["status"] == "review", key
    assert record["classification"]["margin"] > 0.3
    assert record["classification"]["runner_up"] != "publication_license"


def test_without_the_type_it_is_unknown_and_keeps_its_pairs(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run = licet("ingest", folder / "publication.jpg", "--db", database)
    assert (run.status, "doubtful" in run.err) == (0, True)
    record = json.loads(licet("export", "--db", database).out)
    assert record["document_type"] == "unknown"
    pairs = {pair["label"]: pair["value"] for pair in record["pairs"]}
    assert pairs["单位名称"] == VALUES["company"]
    assert pairs["法定代表人"] == VALUES["legal_representative"]
    assert record["fields"]["pairs.0.value"]["quad"] is not None
    assert "unknown_type" in {issue["code"] for issue in record["issues"]}
    later = licet("ingest", folder / "publication.jpg", "--types", folder, "--db", database)
    assert (later.status, "1 known files were not read again" in later.err) == (0, True)
    assert "not read again" not in licet("ingest", folder / "publication.jpg", "--db", database).err
    assert [seal["text"] for seal in record["seals"]] == [VALUES["issuer"]]
    assert "单位名称" in licet("show", "--db", database).out


def test_a_proposal_is_a_declaration_that_reads_the_scan(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "proposed.toml"
    assert licet("types", "new", "--from", folder / "publication.jpg", "-o", target).status == 0
    proposed = parse_declaration("proposed", target.read_text(encoding="utf-8"))
    assert proposed.titles == ("出版物经营许可证",)
    assert {"license_number", "company", "address", "legal_representative", "scope", "validity"} <= {
        spec.name for spec in proposed.fields
    }
    text = target.read_text(encoding="utf-8")
    assert "#   name: " in text.partition("titles")[0]
    values = tomllib.loads(text[text.index("# [sample.values]") :].replace("\n# ", "\n"))
    for key in ("company", "valid_from", "valid_until", "issuer", "issue_date"):
        assert values[key] == VALUES[key]
    assert f"读到 / read: {VALUES['issuer']}（印章 / seal）" in text
    run = licet("types", "check", target)
    assert run.status == 0
    assert VALUES["company"] in run.out
    again = licet("types", "new", "--from", folder / "publication.jpg", "-o", target)
    assert (again.status, "is there already" in again.err) == (2, True)


def test_own_types_go_before_ours_and_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "types"
    own.mkdir()
    shown = (
        'name = "high_tech_enterprise"\ntitles = ["高新技术企业证书"]\n[[fields]]\nname = "license_number"\n'
    )
    (own / "mine.toml").write_text(f'{shown}labels = ["证书编号"]\nkind = "number"\n', encoding="utf-8")
    monkeypatch.setenv("LICET_TYPES", str(own))
    run = licet("types", "list")
    assert "overrides ours" in run.out
    assert [len(kind.fields) for kind in document_types(own) if kind.name == "high_tech_enterprise"] == [1]
    assert "证书编号" in licet("types", "show", "high_tech_enterprise").out


def test_show_tells_of_a_type_that_is_not_there() -> None:
    run = licet("types", "show", "business")
    assert run.status == 2
    assert "business_license" in run.err


def test_a_wrong_declaration_leaves_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('name = "a"\ntitels = ["甲"]\n', encoding="utf-8")
    run = licet("ingest", tmp_path, "--types", tmp_path, "--db", tmp_path / "new.db")
    assert run.status == 2
    assert not (tmp_path / "new.db").exists()


def test_samples_of_toml_are_toml() -> None:
    assert tomllib.loads(example())["name"] == "publication_license"


LITTLE = """name = "{name}"
titles = ["奇异登记证"]
[[fields]]
name = "license_number"
labels = ["编号"]
kind = "number"
[[fields]]
name = "company"
labels = ["{label}"]
"""


@pytest.mark.parametrize(
    ("name", "label", "status", "told"),
    [
        ("odd_license", "编号", 1, "share the label 编号"),
        ("my_type", "单位名称", 0, "still the proposal's name"),
        ("business_license", "单位名称", 0, "replaces our own type business_license"),
        ("odd_license", "单位名称", 0, "no sample"),
    ],
)
def test_what_is_seldom_meant_is_told(tmp_path: Path, name: str, label: str, status: int, told: str) -> None:
    (tmp_path / "odd.toml").write_text(LITTLE.format(name=name, label=label), encoding="utf-8")
    run = licet("types", "check", tmp_path / "odd.toml")
    assert (run.status, told in " ".join(run.out.split())) == (status, True)
    assert (told == "no sample") is not any(word in run.out for word in ("share", "still", "replaces"))


def test_a_sample_that_is_not_there_is_told_with_its_folder(tmp_path: Path) -> None:
    text = LITTLE.format(name="odd_license", label="单位名称") + '[sample]\nfile = "gone.jpg"\n'
    (tmp_path / "odd.toml").write_text(text, encoding="utf-8")
    run = licet("types", "check", tmp_path / "odd.toml")
    assert run.status == 2
    assert str(tmp_path) in run.err.replace("\n", "")
    assert "[sample]" in run.err


def test_a_type_of_ones_own_by_name_needs_its_folder() -> None:
    run = licet("types", "check", "odd_license")
    assert (run.status, "--types" in run.err) == (2, True)


@pytest.mark.parametrize("command", [("show", "food_business_license"), ("list",)])
def test_nothing_is_cut_off_at_80_columns(command: tuple[str, ...]) -> None:
    run = licet("types", *command, columns=80)
    assert (run.status, "…" in run.out) == (0, False)
    assert max(map(len, run.out.splitlines())) <= 80
