"""The store on real databases: idempotence, round trip, siblings, lookups."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from pipeline.exports.record_json import certificate_to_json
from pipeline.store.saved import Change
from pipeline.store.store import Store, open_store
from schemas.certificate import Certificate, Classification, Pair, Source
from schemas.field import FieldStatus
from schemas.outcome import FileReading, Outcome, OutcomeStatus, PageFailure
from tests.store.content import dump, row_counts
from tests.store.papers import (
    NUMBER,
    annex_page,
    field,
    full,
    joined,
    main_page,
    page,
    reading_of,
    sha,
)


def test_round_trip_of_every_key(store: Store) -> None:
    saved = store.save(reading_of("full.pdf", full()))
    assert saved.change is Change.NEW
    (stored,) = store.certificates()
    assert stored.certificate == full()
    assert list(stored.certificate.fields) == list(full().fields)
    assert list(stored.certificate.further) == list(full().further)
    assert (stored.id, stored.version, stored.current) == (saved.certificates[0].id, 1, True)


def test_a_path_that_is_not_utf8_in_a_line_of_json(store: Store) -> None:
    base = main_page("a")
    odd = base.model_copy(update={"sources": (Source(path="/scans/\udcb0\u202e.jpg", sha256=sha("a")),)})
    store.save(reading_of("a", odd, path="/scans/\udcb0\u202e.jpg"))
    (stored,) = store.certificates()
    line = certificate_to_json(stored)
    assert line == certificate_to_json(odd)
    assert b"/scans/\\udcb0\\u202e.jpg" in line
    assert json.loads(line) == odd.record()


def test_the_record_of_the_rows_is_that_of_the_certificate(store: Store) -> None:
    """Byte for byte, order of keys included; ``licet export`` takes the one, the API the other."""
    told = field("全国").model_copy(update={"evidence": {"weakest": 2.0, "mean": 1e-07, "gap": 0.1}})
    unknown = main_page("b", None).model_copy(
        update={
            "document_type": "unknown",
            "classification": Classification(score=0.5, margin=0.1, evidence={"title": 1.0, "labels": 0.0}),
            "pairs": (
                Pair(page_no=1, label="名称", value="甲"),
                Pair(page_no=1, label=None, value="2024-01-25"),
            ),
            "fields": {"coverage": told},
        }
    )
    papers = {"a": full("a"), "b": unknown, "c": annex_page("c")}
    for name, certificate in papers.items():
        store.save(reading_of(name, certificate))
    lines = [certificate_to_json(made) for made in papers.values()]
    assert [certificate_to_json(stored) for stored in store.certificates()] == lines
    assert b'"weakest":2.0,"mean":1e-7' in lines[1]
    kept = [stored.record() for stored in store.certificates()]
    assert [json.dumps(record) for record in kept] == [json.dumps(made.record()) for made in papers.values()]
    filled = {key for record in kept for key, value in record.items() if value not in (None, [], {})}
    assert set(Certificate.model_fields) - {"further"} - filled == {
        "registered_capital",
        "address",
        "valid_from",
    }


def test_round_trip_of_pages_and_names_that_are_not_utf8(store: Store) -> None:
    path = "/scans/\udcb0\udca1.jpg"
    pages = (page(1), page(2, "第二页"))
    store.save(reading_of("a", pages=pages, path=path))
    (first, second) = store.pages_in("/scans")
    assert (first.page, second.page) == pages
    for value in (pages[0].lines[0], pages[0].seals[0]):
        assert value.model_fields_set == set(type(value).model_fields), "a field without a column is lost"
    assert (first.path, first.sha256) == (path, sha("a"))


def test_same_file_twice_gives_no_new_row(store: Store, url: str) -> None:
    readings = [reading_of("a", main_page("a")), reading_of("b", annex_page("b")), reading_of("c", full("c"))]
    for reading in readings:
        store.save(reading)
    before = row_counts(url)
    assert before["text_lines"] > 0
    assert before["certificates"] == 2
    for reading in readings:
        assert store.save(reading).change is Change.UNCHANGED
        assert store.note_path(reading.sha256 or "", reading.path)
    assert row_counts(url) == before


def test_same_bytes_elsewhere_give_a_path_only(store: Store, url: str) -> None:
    store.save(reading_of("a", main_page("a")))
    before = row_counts(url)
    store.save(reading_of("a", main_page("a"), path="/copies/a.jpg"))
    assert row_counts(url) == {**before, "seen_paths": before["seen_paths"] + 1}
    assert [found.path for found in store.pages_in("/copies/")] == ["/copies/a.jpg"]
    assert [found.path for found in store.pages_in("/scans")] == ["/scans/a"]


def test_siblings_are_what_is_at_the_paths_now(store: Store) -> None:
    store.save(reading_of("a", path="/scans/1.jpg"))
    store.save(reading_of("b", path="/scans/1.jpg"))
    assert [found.sha256 for found in store.pages_in("/scans")] == [sha("b")]
    store.note_path(sha("a"), "/scans/1.jpg")
    assert [found.sha256 for found in store.pages_in("/scans")] == [sha("a")]


def test_outcome_is_replaced_when_a_failed_file_is_read_again(store: Store, url: str) -> None:
    assert store.outcome_for(sha("a")) is None
    missing = Outcome(status=OutcomeStatus.FAILED, code="missing", message="no such file")
    gone = FileReading(path="/scans/a", sha256=None, size=None, media_type=None, outcome=missing)
    store.save(gone)
    store.save(gone)
    assert row_counts(url)["outcomes"] == 1
    failures = (PageFailure(page_no=2, code="engine_failed", message="m"),)
    partial = reading_of("a", main_page("a"), status=OutcomeStatus.PARTIAL)
    partial = partial.model_copy(
        update={"outcome": partial.outcome.model_copy(update={"failures": failures})}
    )
    store.save(partial)
    assert store.outcome_for(sha("a")) == partial.outcome
    assert row_counts(url)["outcomes"] == 1
    complete = reading_of("a", main_page("a"), pages=(page(1), page(2)))
    store.save(complete)
    assert store.outcome_for(sha("a")) == complete.outcome
    assert store.counts().files == {OutcomeStatus.COMPLETE: 1}
    assert row_counts(url)["page_failures"] == 0


def test_a_worse_reading_never_replaces_a_better_one(store: Store) -> None:
    store.save(reading_of("a", main_page("a")))
    failed = reading_of("a", status=OutcomeStatus.FAILED, pages=())
    assert store.save(failed, replace=True).change is Change.UNCHANGED
    assert len(list(store.certificates())) == 1
    assert store.counts().pages == 1


def test_reading_again_replaces_pages_and_certificates(store: Store) -> None:
    store.save(reading_of("a", annex_page("a"), pages=(page(1), page(2))))
    store.save(reading_of("a", main_page("a"), pages=(page(1, "新"), page(2))), replace=True)
    (stored,) = store.certificates(all_versions=True)
    assert stored.certificate == main_page("a")
    assert store.pages_in("/scans")[0].page == page(1, "新")
    (sibling, _) = store.pages_in("/scans")
    assert sibling.page.lines[0].text == "新"


def test_another_scan_is_one_more_source(store: Store) -> None:
    store.save(reading_of("a", main_page("a")))
    saved = store.save(reading_of("b", main_page("b")))
    (stored,) = store.certificates(all_versions=True)
    assert {source.sha256 for source in stored.certificate.sources} == {sha("a"), sha("b")}
    assert stored.certificate.issues == ()
    assert [entry.change for entry in saved.certificates] == [Change.UPDATED]


def test_renewal_is_a_new_version_and_the_latest_issue_date_is_current(store: Store) -> None:
    renewed = main_page("new", issue_date="2029-01-20", valid_until="2034-01-20")
    assert store.save(reading_of("new", renewed)).certificates[0].change is Change.NEW
    assert store.save(reading_of("old", main_page("old"))).certificates[0].change is Change.NEW_VERSION
    assert [stored.certificate for stored in store.certificates()] == [renewed]
    found = store.find(NUMBER)
    assert [(stored.version, stored.current) for stored in found] == [(1, True), (2, False)]
    assert found[1].certificate == main_page("old")
    # Another scan of the old one joins the old one.
    store.save(reading_of("old2", main_page("old2")))
    assert [len(stored.certificate.sources) for stored in store.find(NUMBER)] == [1, 2]


def test_pages_of_a_folder_join_in_any_order(store: Store, url: str) -> None:
    main, annex = main_page("1.jpg"), annex_page("2.jpg")
    whole = joined(main, annex)
    store.save(reading_of("1.jpg", main))
    store.save(reading_of("2.jpg", whole))
    assert [stored.certificate for stored in store.certificates(all_versions=True)] == [whole]
    first = row_counts(url)
    store.save(reading_of("2.jpg", whole))
    assert row_counts(url) == first
    # The other way round: the page without a number is a record until the main page comes.
    other_main, other_annex = main_page("1b.jpg", "京B2-20240287"), annex_page("2b.jpg")
    store.save(reading_of("2b.jpg", other_annex))
    assert store.counts().certificates == 2
    store.save(reading_of("1b.jpg", joined(other_main, other_annex)))
    stored = [entry.certificate for entry in store.certificates(all_versions=True)]
    assert stored == [whole, joined(other_main, other_annex)]
    once = ("companies", "issuers", "file_numbers")
    assert {name: count for name, count in row_counts(url).items() if name not in once} == {
        name: 2 * count for name, count in first.items() if name not in once
    }


def test_order_of_arrival_does_not_matter(tmp_path_factory: pytest.TempPathFactory) -> None:
    review = FieldStatus.REVIEW
    papers = [
        reading_of("a", main_page("a", legal_representative=("张二", review))),
        reading_of("b", main_page("b", company="甲公司", address="北京")),
        reading_of("c", main_page("c", valid_until=("2028-01-25", review), company=("甲公司", review))),
        reading_of("d", main_page("d", scope="信息服务")),
    ]
    dumps = set()
    for number, order in enumerate(permutations(papers)):
        folder = tmp_path_factory.mktemp("order")
        with open_store(str(folder / f"{number}.db")) as store:
            for reading in order:
                store.save(reading)
            dumps.add(dump(store))
    assert len(dumps) == 1
    assert len(dumps.pop()) == 2


def test_two_unnumbered_certificates_on_one_page_stay_two(store: Store, url: str) -> None:
    one, other = annex_page("a", "one.com"), annex_page("a", "other.com")
    saved = store.save(reading_of("a", one, other))
    assert len({entry.id for entry in saved.certificates}) == 2
    before = row_counts(url)
    store.save(reading_of("a", one, other), replace=True)
    assert row_counts(url) == before
    assert [stored.certificate for stored in store.certificates()] == [one, other]


def test_a_numbered_certificate_on_a_shared_page_is_not_swallowed(store: Store) -> None:
    main = main_page("1.jpg", "京B2-20200001")
    store.save(reading_of("1.jpg", main, main_page("1.jpg")))
    store.save(reading_of("2.jpg", joined(main_page("1.jpg"), annex_page("2.jpg"))))
    numbers = [stored.certificate.license_number for stored in store.certificates()]
    assert numbers == ["京B2-20200001", NUMBER]


def test_a_doubtful_number_is_a_record_of_its_own_and_found(store: Store) -> None:
    doubtful = main_page("b", license_number=(NUMBER, FieldStatus.REVIEW))
    store.save(reading_of("a", main_page("a")))
    store.save(reading_of("b", doubtful))
    assert store.counts().certificates == 2
    assert len(store.find("京Ｂ2- 20240286")) == 2
    assert store.find("京B2-1") == []


def test_find_by_id(store: Store) -> None:
    saved = store.save(reading_of("a", annex_page("a")))
    found = store.find(str(saved.certificates[0].id))
    assert [stored.certificate for stored in found] == [annex_page("a")]
    assert store.find("99999999999999999999") == []


def test_streaming_crosses_batches_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.store._BATCH", 2)
    for index in range(5):
        store.save(reading_of(f"f{index}", main_page(f"f{index}", f"京B2-2024000{index}")))
    numbers = [stored.certificate.license_number for stored in store.certificates()]
    assert numbers == [f"京B2-2024000{index}" for index in range(5)]
    assert len(store.pages_in("/scans")) == 5
    counts = store.counts()
    assert (counts.certificates, counts.versions, counts.pages, counts.needs_review) == (5, 5, 5, 0)


def test_values_of_any_length(store: Store) -> None:
    long = main_page("a", company="长" * 5000, scope="业" * 50000)
    store.save(reading_of("a", long, path="/" + "深/" * 2000 + "a.jpg"))
    store.save(reading_of("b", main_page("b", "京B2-20240001", company="长" * 5000)))
    assert [stored.certificate.company for stored in store.certificates()] == ["长" * 5000] * 2
