"""What is stored of an archive does not depend on the order of its files, nor on who else writes."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from extractors.assemble import pages_to_certificates
from pipeline.store.join import Assemble
from pipeline.store.store import Store, open_store
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.errors import StoreError
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.page import Page, SourcePage
from tests.lines import annex_lines, line, main_lines, on_one, page, provision_lines, seal
from tests.store.content import rows
from tests.store.papers import sha

ASSEMBLE: Assemble = partial(pages_to_certificates, document_types=document_types(), accept=0.9)
SEAL = seal("浙江省通信管理局", (1150.0, 1450.0))
A, B, C = "浙B2-20190046", "浙B2-20190099", "浙B2-20180001"


def main(number: str, person: str = "陈立群") -> Page:
    return page(*main_lines(number, person=person), seals=[SEAL])


def annex(number: str, site: str = "东海资讯") -> Page:
    return page(*annex_lines(number, site))


def clauses(text: str = "按时年检") -> Page:
    return page(*provision_lines(None, "一、持证单位应当遵守规定。", f"二、{text}。"))


def plain(text: str = "会议记录") -> Page:
    return page(line(text, 400, 400), line("与证照无关的内容", 400, 500))


def file(path: str, *pages: Page, content: str | None = None) -> FileReading:
    """A file with these pages, read by itself; ``content`` stands for its bytes."""
    sha256 = sha(content or path)
    numbered = [entry.model_copy(update={"page_no": at}) for at, entry in enumerate(pages, start=1)]
    own = ASSEMBLE([SourcePage(sha256=sha256, path=path, page=entry) for entry in numbered])
    outcome = Outcome(
        status=OutcomeStatus.COMPLETE, code="read", message="", pages=len(pages), certificates=len(own)
    )
    return FileReading(
        path=path, sha256=sha256, size=1, media_type="image/png", outcome=outcome, pages=tuple(numbered),
        certificates=tuple(own),
    )  # fmt: skip


ARCHIVES: dict[str, list[FileReading]] = {
    "a page without number, and a second certificate": [
        file("/a/page1.png", main(A)),
        file("/a/page2.png", clauses()),
        file("/a/page3.png", annex(A)),
        file("/a/page4.png", main(B)),
    ],
    "two certificates and two pages without number": [
        file("/a/1.png", main(A)),
        file("/a/2.png", annex(B)),
        file("/a/3.png", clauses()),
        file("/a/4.png", clauses("不得转让")),
    ],
    "one certificate over two series": [
        file("/a/main1.png", main(A)),
        file("/a/main2.png", clauses()),
        file("/a/annex1.png", annex(A)),
        file("/a/annex2.png", clauses("不得转让")),
        file("/a/other.png", plain()),
    ],
    "a page of nothing in the series": [
        file("/a/1.png", main(A)),
        file("/a/2.png", plain()),
        file("/a/3.png", annex(A)),
    ],
    "two scans and a change": [
        file("/a/1.png", main(A)),
        file("/a/2.png", main(A), annex(A)),
        file("/a/3.png", main(A, "王小明")),
        file("/b/1.png", main(A), clauses()),
    ],
    "several certificates in a file": [
        file("/a/all1.pdf", main(A), annex(A), main(B)),
        file("/a/all2.pdf", clauses()),
        file("/a/x1.pdf", annex(B, "西海资讯"), main(C)),
    ],
    "two on one scan, and the number of one not read": [
        file("/a/1.png", on_one(main_lines(A), main_lines("不清", "上海云港数据有限公司"), beside=True)),
        file("/a/2.png", annex(A)),
        file("/b/1.png", main(A)),
    ],
    "the same bytes in two folders": [
        file("/a/1.png", main(A), content="main"),
        file("/a/2.png", clauses(), content="clauses"),
        file("/b/1.png", main(A), content="main"),
        file("/b/2.png", annex(A), content="annex"),
        file("/c/2.png", clauses(), content="clauses"),
        file("/c/3.png", main(B)),
    ],
    "files that were moved, one of them beside another": [
        file("/a/1.pdf", main(A), clauses(), main(B), content="two"),
        file("/a/x.png", annex("不清"), content="annex"),
        file("/b/1.pdf", main(A), clauses(), main(B), content="two"),
        file("/b/x.png", annex("不清"), content="annex"),
        file("/c/7.pdf", main(A), clauses(), main(B), content="two"),
        file("/c/8.png", annex(B)),
    ],
}


MAIN_FILE = ARCHIVES["a page without number, and a second certificate"][0]


def save(store: Store, reading: FileReading) -> None:
    """As ``ingest_file`` does: bytes that are known add a path."""
    known = reading.sha256 is not None and store.outcome_for(reading.sha256) is not None
    if known:
        store.note_path(reading.sha256 or "", reading.path, None, ASSEMBLE)
    else:
        store.save(reading, assemble=ASSEMBLE)


Saved = Callable[[Sequence[FileReading]], dict[str, Counter[str]]]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """What is in a new database after the files were saved in the order given."""
    made: list[Path] = []

    def save_all(readings: Sequence[FileReading]) -> dict[str, Counter[str]]:
        made.append(tmp_path / f"{len(made)}.db")
        with open_store(str(made[-1])) as store:
            for reading in readings:
                save(store, reading)
        return rows(f"sqlite:///{made[-1]}")

    return save_all


@pytest.mark.parametrize("name", ARCHIVES)
def test_order_does_not_matter(name: str, saved: Saved) -> None:
    files = ARCHIVES[name]
    expected = saved(files)
    assert expected["certificate_versions"] and expected["text_lines"]
    for seed in range(4):
        assert saved(random.Random(seed).sample(files, len(files))) == expected, seed


def test_a_moved_file_is_not_put_together_anew(
    saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known bytes at a path where they stand alone, as they did: what assembling would give is stored."""
    files = ARCHIVES["files that were moved, one of them beside another"]
    with monkeypatch.context() as without:
        without.setattr("pipeline.store.save.find_as_elsewhere", lambda *_: None)
        expected = saved(files[:4])
    saved(files[:2])
    with open_store(str(tmp_path / "1.db")) as store:
        for moved in files[2:4]:
            assert store.note_path(moved.sha256 or "", moved.path, None, _not_to_be_called)
    assert len(expected["certificate_readings"]) == 3
    assert rows(f"sqlite:///{tmp_path}/1.db") == expected


def _not_to_be_called(pages: Sequence[SourcePage]) -> list[Certificate]:
    raise AssertionError([page.path for page in pages])


def test_two_on_one_scan_are_both_stored(tmp_path: Path) -> None:
    """The one without a number stands on a page that the other holds."""
    with open_store(str(tmp_path / "a.db")) as store:
        for reading in ARCHIVES["two on one scan, and the number of one not read"]:
            save(store, reading)
        found = {(one.record()["license_number"], one.record()["company"]) for one in store.certificates()}
    assert found == {(A, "杭州清河网络科技有限公司"), (None, "上海云港数据有限公司")}


def test_reading_anew_changes_nothing(saved: Saved, tmp_path: Path) -> None:
    files = ARCHIVES["two certificates and two pages without number"]
    expected = saved(files)
    with open_store(str(tmp_path / "0.db")) as store:
        for reading in files:
            store.save(reading, replace=True, assemble=ASSEMBLE)
    assert rows(f"sqlite:///{tmp_path}/0.db") == expected


def test_a_page_read_otherwise_parts_what_was_together(saved: Saved, tmp_path: Path) -> None:
    """Reading again with other results gives what reading so at first would have given."""
    files = ARCHIVES["one certificate over two series"]
    changed = [*files[:3], file("/a/annex2.png", main(B)), files[4]]
    changed[3] = changed[3].model_copy(update={"sha256": files[3].sha256})
    changed[3] = _with_own(changed[3])
    expected = saved(changed)
    saved(files)
    with open_store(str(tmp_path / "1.db")) as store:
        store.save(changed[3], replace=True, assemble=ASSEMBLE)
    found = rows(f"sqlite:///{tmp_path}/1.db")
    assert found == expected


def test_several_writers_store_what_one_does(url: str, saved: Saved) -> None:
    files = [
        _with_own(
            reading.model_copy(
                update={"path": f"/{at}{reading.path}", "sha256": sha(f"{at} {reading.sha256}")}
            )
        )
        for at, archive in enumerate(list(ARCHIVES.values())[::2])
        for reading in archive
    ]
    expected = saved(files)
    random.Random(5).shuffle(files)
    errors: list[StoreError] = []

    def write(mine: Sequence[FileReading]) -> None:
        try:
            with open_store(url) as store:
                for reading in mine:
                    save(store, reading)
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(files[at::4],)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert rows(url) == expected


def _with_own(reading: FileReading) -> FileReading:
    sha256, path = reading.sha256 or "", reading.path
    own = ASSEMBLE([SourcePage(sha256=sha256, path=path, page=page) for page in reading.pages])
    outcome = reading.outcome.model_copy(update={"certificates": len(own)})
    return reading.model_copy(update={"certificates": tuple(own), "outcome": outcome})


def test_a_series_as_long_as_an_archive_is_no_certificate(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.series.MOST_FILES", 5)
    files = [file("/a/1.png", main(A)), file("/a/9.png", clauses())]
    short = [*files, *(file(f"/a/{at}.png", plain(f"第{at}页")) for at in range(2, 5))]
    assert len(saved(short)["certificate_versions"]) == 1
    long = [*short, file("/a/5.png", plain("第5页"))]
    expected = saved(long)
    assert len(expected["certificate_versions"]) == 2
    assert saved([*files[::-1], *long[:1:-1]]) == expected


def test_more_scans_of_a_number_than_a_certificate_has_stand_alone(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.series.MOST_FILES", 4)
    files = [file(f"/a/x{at}y.png", annex(A, f"第{at}资讯")) for at in range(7)]
    expected = saved(files)
    assert len(expected["certificate_readings"]) == len(files)
    assert saved(files[::-1]) == expected
    assert saved(files[3:] + files[:3]) == expected
