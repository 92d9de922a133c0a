"""The sample of every type that licet declares: kept small, and read as expected by the default engine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import schemas.declarations
from extractors.assemble import pages_to_certificates
from pipeline.commands import types_sample
from pipeline.commands.types_sample import find_sample
from pipeline.evaluate.compare import compare
from pipeline.evaluate.results import FieldResult
from pipeline.evaluate.truth import TruthCase, load_expected
from pipeline.load.file import load_file
from pipeline.options import Options
from pipeline.page_pool import read_pages
from samples.__main__ import main
from samples.specimens import TYPES, compose_specimen
from schemas.certificate import Certificate
from schemas.declarations import declared_types, document_types
from schemas.field import FieldStatus
from schemas.page import SourcePage
from tests.command import licet
from tests.remembering import default_engine

SAMPLES = Path(__file__).parent.parent / "samples" / "types"
NAMES = [declared.document_type.name for declared in declared_types()]
MOST_BYTES, MOST_IN_ALL = 120_000, 1_200_000  # of a page, and of all samples
LEAST_RIGHT = 0.98  # of all values


def the_case(name: str) -> TruthCase:
    (case,) = load_expected(SAMPLES / name)
    return case


def test_each_declared_type_has_one_and_no_other() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(NAMES) == sorted(TYPES)
    for declared in declared_types():
        scan = find_sample(declared).scan
        assert scan is not None
        assert scan.is_file()
        assert scan.parent == SAMPLES / declared.document_type.name


def test_they_are_small() -> None:
    sizes = {
        name: sum(file.stat().st_size for file in the_case(name).files)
        / len(the_case(name).certificate["pages"])
        for name in NAMES
    }
    assert max(sizes.values()) < MOST_BYTES, sizes
    assert sum(file.stat().st_size for name in NAMES for file in the_case(name).files) < MOST_IN_ALL


@cache
def _read(name: str) -> tuple[Certificate, tuple[FieldResult, ...]]:
    """The sample's certificate, and each of its values held against the truth."""
    case = the_case(name)
    loaded = load_file(case.files[0], Options().limits)
    pages, failures = read_pages(loaded, default_engine(), Options.threads)
    assert not failures
    sources = [SourcePage(sha256=loaded.sha256, path=name, page=page) for page in pages]
    (certificate,) = pages_to_certificates(sources, document_types(), Options.accept)
    return certificate, tuple(result for result in compare(case, certificate) if result.tracked)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_as_expected(name: str) -> None:
    """A rare character may be lost in the arithmetic of one processor and not of another; that is told."""
    certificate, results = _read(name)
    assert certificate.document_type == name
    wrong = [(result.path, result.truth, result.value) for result in results if not result.correct]
    assert len(results) >= 4
    assert len(wrong) <= 1, wrong
    assert not [one for one in results if not one.correct and one.status == FieldStatus.ACCEPTED], wrong


def test_together_they_are_read_as_expected() -> None:
    results = [result for name in NAMES for result in _read(name)[1]]
    assert sum(result.correct for result in results) >= LEAST_RIGHT * len(results)


def test_check_finds_the_sample_of_a_name(tmp_path: Path) -> None:
    run = licet("types", "check", "high_tech_enterprise", "-o", tmp_path)
    assert run.status == 0, run.out
    assert json.loads((SAMPLES / "high_tech_enterprise" / "expected.json").read_text())["company"] in run.out
    assert (tmp_path / "certificate-1.png").is_file()


def test_check_tells_what_reads_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``expected.json`` beside the scan is what the reading is compared with."""
    folder = tmp_path / "samples" / "types" / "high_tech_enterprise"
    folder.mkdir(parents=True)
    for file in (SAMPLES / "high_tech_enterprise").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    record = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    (folder / "expected.json").write_text(json.dumps(record | {"company": "他人有限公司"}), encoding="utf-8")
    monkeypatch.setattr(types_sample, "SOURCE", tmp_path)
    run = licet("types", "check", "high_tech_enterprise")
    assert run.status == 1
    assert "他人有限公司" in run.out


def test_check_tells_that_an_installed_package_has_no_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(types_sample, "SOURCE", tmp_path)
    run = licet("types", "check", "business_license")
    assert (run.status, "--sample" in run.out) == (0, True)


def test_check_tells_the_nearest_name() -> None:
    run = licet("types", "check", "bussiness_license")
    assert run.status == 2
    assert "'business_license'" in run.err
    assert str(schemas.declarations.BUILT_IN) not in run.err


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_samples_are_those_of_the_generator(name: str) -> None:
    draft = compose_specimen(name)
    drawn = json.loads(json.dumps(draft.record((0,) * len(draft.sheets))))
    assert drawn == the_case(name).certificate


def test_the_command_draws_them_all(tmp_path: Path) -> None:
    assert main(["specimens", "--out", str(tmp_path)]) == 0
    kept = [path.relative_to(SAMPLES) for path in sorted(SAMPLES.rglob("*.*"))]
    assert [path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*.*"))] == kept
