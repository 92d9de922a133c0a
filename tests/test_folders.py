"""Other papers of the same license in one folder: renewals, other scans, copies that disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

import pipeline.run
from pipeline.load.file import LoadedFile
from pipeline.load.source import read_source
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.page_image import Image
from pipeline.run import ingest_file
from pipeline.store.store import StoredCertificate, open_store
from schemas.outcome import PageFailure
from schemas.page import Page
from tests.files import encoded, marked_picture
from tests.lines import annex_lines, line, main_lines, page, provision_lines, seal

Ingest = Callable[..., list[StoredCertificate]]

SEAL = seal("浙江省通信管理局", (1150.0, 1450.0))


def granted(person: str, issued: str, until: str) -> Page:
    """A main page of the one license as it was on the day ``issued``."""
    form = [entry for entry in main_lines(person=person) if entry.text != "2024年03月05日"]
    form = [entry for entry in form if entry.text != "2029年03月05日"]
    return page(*form, line(issued, 640, 500 + 900), line(until, 640, 500 + 990), seals=[SEAL])


OLD = granted("陈立群", "2014年03月05日", "2019年03月05日")
NEW = granted("王小明", "2019年03月01日", "2024年03月01日")


class NoEngine(OcrEngine):
    """These pages were read before."""

    name = "rapidocr"

    def detect(self, image: Image) -> NoReturn:
        raise AssertionError(image.shape)

    def recognize(self, images: Sequence[Image]) -> NoReturn:
        raise AssertionError(len(images))


@pytest.fixture
def ingested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """Ingests files, given as (name, page read from it), into one database; all its versions."""

    def ingest(*files: tuple[str, Page]) -> list[StoredCertificate]:
        given = dict(files)

        def read(loaded: LoadedFile, _: OcrEngine, __: int) -> tuple[list[Page], list[PageFailure]]:
            return [given[names[loaded.sha256]]], []

        names: dict[str, str] = {}
        monkeypatch.setattr(pipeline.run, "read_pages", read)
        with open_store(str(tmp_path / "licet.db")) as store:
            for index, (name, _) in enumerate(files):
                path = tmp_path / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(encoded(marked_picture(60 + index, 40), "PNG"))
                names[read_source(path, Options().limits).sha256] = name
                ingest_file(path, NoEngine(), store, Options())
            return list(store.certificates(all_versions=True))

    return ingest


@pytest.mark.parametrize("folders", [("a", "a"), ("a", "b")], ids=["one folder", "two folders"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["old first", "new first"])
def test_a_renewal_is_a_new_version(
    ingested: Ingest, folders: tuple[str, str], order: tuple[int, int]
) -> None:
    files = [(f"{folders[0]}/old.png", OLD), (f"{folders[1]}/new.png", NEW)]
    versions = ingested(*(files[index] for index in order))
    assert len({entry.id for entry in versions}) == 1
    assert {entry.certificate.legal_representative for entry in versions} == {"陈立群", "王小明"}
    (current,) = [entry for entry in versions if entry.current]
    assert current.certificate.legal_representative == "王小明"
    assert current.certificate.valid_until == "2024-03-01"


def test_another_scan_in_the_folder_is_one_more_source(ingested: Ingest) -> None:
    again = page(*OLD.lines, line("第2次扫描", 1300, 2200), seals=[SEAL])
    (found,) = ingested(("a/1.png", OLD), ("a/2.png", again))
    assert len(found.certificate.sources) == 2


def test_scans_that_disagree_are_never_silent(ingested: Ingest) -> None:
    """Two scans of one page, the same date, another name: one of them is wrong."""
    other = granted("陈立君", "2014年03月05日", "2019年03月05日")
    versions = ingested(("a/1.png", OLD), ("a/2.png", other))
    names = {entry.certificate.legal_representative for entry in versions}
    told = [
        issue
        for entry in versions
        for issue in entry.certificate.issues
        if issue.field == "legal_representative"
    ]
    assert names == {"陈立群", "陈立君"} or told


def test_the_annex_joins_what_lies_beside_it_only(ingested: Ingest) -> None:
    versions = ingested(
        ("a/1.png", page(*main_lines("浙B2-20190046"), seals=[SEAL])),
        ("a/2.png", page(*annex_lines("浙B2-20190046"))),
        ("b/2.png", page(*annex_lines("浙B2-20190099", "东海资讯"))),
    )
    current = {entry.certificate.license_number: entry.certificate for entry in versions if entry.current}
    assert len(current["浙B2-20190046"].pages) == 2
    assert len(current["浙B2-20190099"].pages) == 1


MAIN, ANNEX = page(*main_lines("浙B2-20190046"), seals=[SEAL]), page(*annex_lines("浙B2-20190046"))
UNNUMBERED = page(*provision_lines(None, "一、持证单位应当遵守规定。", "二、按时年检。"))


def current(versions: list[StoredCertificate]) -> dict[str | None, int]:
    """How many pages each certificate in force has, by its number."""
    return {
        entry.certificate.license_number: len(entry.certificate.pages) for entry in versions if entry.current
    }


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_page_without_number_joins_the_certificate_of_its_series(
    ingested: Ingest, order: tuple[int, ...]
) -> None:
    files = [("a/page1.png", MAIN), ("a/page2.png", UNNUMBERED), ("a/page3.png", ANNEX)]
    assert current(ingested(*(files[index] for index in order))) == {"浙B2-20190046": 3}


def test_a_page_without_number_stays_alone_where_its_series_has_two_certificates(ingested: Ingest) -> None:
    other = page(*annex_lines("浙B2-20190099", "东海资讯"))
    versions = ingested(("a/1.png", MAIN), ("a/2.png", other), ("a/3.png", UNNUMBERED))
    assert current(versions) == {"浙B2-20190046": 1, "浙B2-20190099": 1, None: 1}


def test_a_page_without_number_is_not_taken_from_a_series_of_two_by_another_scan(ingested: Ingest) -> None:
    other = page(*annex_lines("浙B2-20190099", "东海资讯"))
    files = [("a/1.png", MAIN), ("a/2.png", other), ("a/3.png", UNNUMBERED), ("a/4.png", ANNEX)]
    assert current(ingested(*files)) == {"浙B2-20190046": 2, "浙B2-20190099": 1, None: 1}


def test_a_page_without_number_joins_no_file_of_another_name(ingested: Ingest) -> None:
    versions = ingested(("a/license.png", MAIN), ("a/rules.png", UNNUMBERED))
    assert current(versions) == {"浙B2-20190046": 1, None: 1}
