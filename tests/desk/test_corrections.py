"""Corrections stand beside readings: they hold for their paper, and outlive every re-reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from extractors.certificates.business_items import scope_to_items
from pipeline.store.apply import LOST_PLACE, PERSON, ReviewState
from pipeline.store.corrections import ConflictError, list_history
from pipeline.store.decide import CorrectionError, Said, claim, correct, reject, release, undo, verify
from pipeline.store.desk import Desk, open_desk
from pipeline.store.filters import Filter
from pipeline.store.queue import list_queue, next_open
from pipeline.store.reviewed import Reviewed, load_reviewed
from pipeline.store.store import Store, open_store
from pipeline.store.users import Account, Role, add_user
from schemas.certificate import Annex, Certificate, Website
from schemas.field import FieldStatus
from tests.store.papers import NUMBER, field, full, main_page, reading_of

DOUBT = FieldStatus.REVIEW


@dataclass
class Room:
    """A database with two people at work on it."""

    store: Store
    desk: Desk
    one: Account
    two: Account

    def save(self, name: str, certificate: Certificate, *, again: bool = False) -> int:
        return self.store.save(reading_of(name, certificate), replace=again).certificates[0].id

    def say(self, at: int, key: str, new: str | None, status: FieldStatus = FieldStatus.ACCEPTED) -> Reviewed:
        with self.desk.writing() as connection:
            return correct(connection, self.one, at, Said(key, new, status), None)

    def seen(self, at: int) -> Certificate:
        with self.desk.reading() as connection:
            return load_reviewed(connection, at).certificate


@pytest.fixture
def room(url: str) -> Iterator[Room]:
    store, desk = open_store(url), open_desk(url)
    with desk.writing() as connection:
        one = add_user(connection, "one", "x", Role.REVIEWER)
        two = add_user(connection, "two", "x", Role.REVIEWER)
    yield Room(store, desk, one, two)
    store.close()
    desk.close()


def test_a_correction_is_shown_and_exported_and_the_reading_stays(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("北京重车族科技有限公司", DOUBT)))
    room.say(at, "company", "北京懂车族科技有限公司")
    for certificate in (room.seen(at), next(room.store.certificates()).certificate):
        assert certificate.company == "北京懂车族科技有限公司"
        value = certificate.fields["company"]
        assert (value.status, value.engine, value.confidence) == (FieldStatus.ACCEPTED, PERSON, 1.0)
        assert value.raw == " 北京重车族科技有限公司 "
        assert not certificate.needs_review
    with room.desk.reading() as connection:
        assert load_reviewed(connection, at).as_read.company == "北京重车族科技有限公司"


def test_a_corrected_number_is_found(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", number=None, license_number=("京B2-20240236", DOUBT)))
    room.say(at, "license_number", NUMBER)
    assert [entry.id for entry in room.store.find(NUMBER)] == [at]
    assert [entry.id for entry in room.store.find("京B2-20240236")] == [at]


def test_it_outlives_a_reading_that_says_the_same_or_another_thing(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    room.say(at, "company", "北京乙有限公司")
    for read in ("甲", "丙", "北京乙有限公司"):
        assert room.save("a.jpg", main_page("a.jpg", company=(read, DOUBT)), again=True) == at
        assert room.seen(at).company == "北京乙有限公司"


def test_a_renewal_is_another_paper(room: Room) -> None:
    """What was said of the old paper does not hold for the new one, which has the same number."""
    at = room.save(
        "old.jpg", main_page("old.jpg", valid_until=("2024-01-01", DOUBT), issue_date="2019-01-02")
    )
    room.say(at, "valid_until", "2024-01-01")
    renewed = main_page("new.jpg", valid_until=("2029-01-07", DOUBT), issue_date="2024-01-02")
    assert room.save("new.jpg", renewed) == at
    assert room.seen(at).valid_until == "2029-01-07"
    assert room.seen(at).needs_review
    old = next(entry for entry in room.store.find(NUMBER) if not entry.current)
    assert old.certificate.valid_until == "2024-01-01"
    assert old.certificate.fields["valid_until"].engine == PERSON


def test_another_scan_of_the_same_paper_keeps_it(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    room.say(at, "company", "北京乙有限公司")
    # The second scan reads more, so that its pages become those of the certificate.
    better = main_page("b.jpg", company=("丙", DOUBT), address="北京市朝阳区")
    assert room.save("b.jpg", better) == at
    assert room.seen(at).company == "北京乙有限公司"


def test_a_number_that_is_read_later_takes_the_corrections_along(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", number=None, company=("甲", DOUBT)))
    room.say(at, "company", "北京乙有限公司")
    numbered = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)), again=True)
    assert numbered != at
    assert room.seen(numbered).company == "北京乙有限公司"


def _sites(*domains: str) -> Certificate:
    base = main_page("a.jpg")
    websites = (Website(name="甲", domains=domains),)
    fields = {f"annexes.0.websites.0.domains.{at}": field(name, DOUBT) for at, name in enumerate(domains)}
    update = {"annexes": (Annex(page_no=1, websites=websites),), "fields": {**base.fields, **fields}}
    return base.model_copy(update={**update, "needs_review": True})


def test_places_in_lists_are_found_again(room: Room) -> None:
    at = room.save("a.jpg", _sites("a1.com", "b.com"))
    room.say(at, "annexes.0.websites.0.domains.0", "al.com")
    room.save("a.jpg", _sites("new.com", "a1.com", "b.com"), again=True)
    assert room.seen(at).annexes[0].websites[0].domains == ("new.com", "al.com", "b.com")
    # Where the value is gone the correction is told, never dropped in silence nor put elsewhere.
    room.save("a.jpg", _sites("new.com", "c.com"), again=True)
    assert room.seen(at).annexes[0].websites[0].domains == ("new.com", "c.com")
    assert LOST_PLACE in {issue.code for issue in room.seen(at).issues}
    assert room.seen(at).needs_review


def test_an_entry_that_is_not_on_the_paper_goes(room: Room) -> None:
    at = room.save("a.jpg", _sites("a.com", "noise", "b.com"))
    room.say(at, "annexes.0.websites.0.domains.1", None, FieldStatus.ABSENT)
    seen = room.seen(at)
    assert seen.annexes[0].websites[0].domains == ("a.com", "b.com")
    assert seen.fields["annexes.0.websites.0.domains.1"].value == "b.com"
    with room.desk.writing() as connection:
        undo(connection, room.one, at, None, None)
    assert room.seen(at).annexes[0].websites[0].domains == ("a.com", "noise", "b.com")


def test_what_must_hold_a_value_cannot_be_emptied(room: Room) -> None:
    at = room.save("full.pdf", full())
    for key in (
        "business_items.0.name",
        "pages.0.kind",
        "document_type",
        "seals.0.kind",
        "nothing",
        "annexes.9",
    ):
        with pytest.raises(CorrectionError):
            room.say(at, key, None, FieldStatus.ABSENT)
    with pytest.raises(CorrectionError):
        room.say(at, "company", None)


def test_undo_goes_back_step_by_step(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    room.say(at, "company", "乙")
    room.say(at, "company", "丙")
    seen = []
    for _ in range(2):
        with room.desk.writing() as connection:
            seen.append(undo(connection, room.one, at, None, None).certificate.company)
    assert seen == ["乙", "甲"]
    with room.desk.writing() as connection, pytest.raises(CorrectionError):
        undo(connection, room.one, at, None, None)
    with room.desk.reading() as connection:
        assert len(load_reviewed(connection, at).standing.corrections) == 4  # nothing was erased


def test_two_people_do_not_get_in_each_other_s_way(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    with room.desk.writing() as connection:
        revision = claim(connection, room.one, at).standing.revision
        assert next_open(connection, room.two.id) is None
        with pytest.raises(ConflictError):
            claim(connection, room.two, at)
        with pytest.raises(ConflictError):
            correct(connection, room.two, at, Said("company", "乙"), revision)
        claim(connection, room.two, at, take_over=True)
        with pytest.raises(ConflictError):
            correct(connection, room.one, at, Said("company", "乙"), revision)
        release(connection, room.two, at)
        assert next_open(connection, room.one.id) == at
        with pytest.raises(ConflictError):  # it was changed since it was seen
            correct(connection, room.one, at, Said("company", "乙"), revision)


def test_verified_holds_until_the_content_changes(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    with room.desk.writing() as connection, pytest.raises(CorrectionError):
        verify(connection, room.one, at, None)
    room.say(at, "company", "北京乙有限公司")
    with room.desk.writing() as connection:
        assert verify(connection, room.one, at, None).standing.state is ReviewState.VERIFIED
        assert list_queue(connection, Filter(open=True)).entries == []
    with room.desk.writing() as connection, pytest.raises(ConflictError):
        correct(connection, room.one, at, Said("company", "丙"), None)
    room.save("a.jpg", main_page("a.jpg", company=("丁", DOUBT)), again=True)  # what counts stays the same
    assert not room.seen(at).needs_review
    room.save("a.jpg", main_page("a.jpg", company=("丁", DOUBT), issuer="上海市通信管理局"), again=True)
    with room.desk.reading() as connection:
        assert load_reviewed(connection, at).standing.state is ReviewState.READ
        assert list_history(connection, at)[-1].action == "content_changed"


def test_rejected_is_never_taken_for_right(room: Room) -> None:
    at = room.save("a.jpg", main_page("a.jpg"))
    with room.desk.writing() as connection, pytest.raises(CorrectionError):
        reject(connection, room.one, at, " ", None)
    with room.desk.writing() as connection:
        reject(connection, room.one, at, "印章不符", None)
    exported = next(room.store.certificates()).certificate
    assert exported.needs_review
    assert "印章不符" in exported.issues[-1].message


def test_the_record_is_as_people_left_it(room: Room) -> None:
    doubt = {"needs_review": True}
    corrected = room.save("a.jpg", main_page("a.jpg", company=("甲", DOUBT)))
    verified = room.save("b.jpg", main_page("b.jpg", "京B2-20240287").model_copy(update=doubt))
    untouched = room.save("c.jpg", main_page("c.jpg", "京B2-20240288", company=("丙", DOUBT)))
    room.say(corrected, "company", "甲公司")
    with room.desk.writing() as connection:
        verify(connection, room.one, verified, None)
    stored = {entry.id: entry for entry in room.store.certificates()}
    assert all(entry.record() == entry.certificate.record() for entry in stored.values())
    assert stored[corrected].record()["company"] == "甲公司"
    assert stored[corrected].as_read.company == "甲"
    assert not stored[verified].record()["needs_review"]
    assert stored[untouched].record()["needs_review"]


def _with_scope(name: str, read: str) -> Certificate:
    """A license whose scope was read as one service, in doubt, and the service with it."""
    page = main_page(name, scope=(read, DOUBT))
    items = scope_to_items(read, "")
    fields = {f"business_items.{at}.name": field(item.name, DOUBT) for at, item in enumerate(items)}
    return page.model_copy(update={"business_items": items, "fields": {**page.fields, **fields}})


def test_services_follow_from_a_corrected_scope(room: Room) -> None:
    at = room.save("a.jpg", _with_scope("a.jpg", "信息服务业务"))
    right = "信息服务业务（仅限互联网信息服务）；互联网接入服务业务"
    seen = room.say(at, "scope", right)
    assert [(item.code, item.only) for item in seen.certificate.business_items] == [
        ("B25", ("互联网信息服务",)),
        ("B14", ()),
    ]
    told = seen.certificate.fields["business_items.1.name"]
    assert (told.value, told.status, told.engine) == (
        "互联网接入服务业务",
        FieldStatus.ACCEPTED,
        PERSON,
    )
    assert seen.doubtful == [] and not seen.certificate.needs_review
    exported = next(room.store.certificates())
    assert exported.certificate == seen.certificate
    assert [item.code for item in exported.as_read.business_items] == ["B25"]  # the reading stays
    with room.desk.writing() as connection:
        back = undo(connection, room.one, at, None, None)
    assert back.certificate == exported.as_read


def test_a_confirmed_scope_settles_its_services(room: Room) -> None:
    at = room.save("a.jpg", _with_scope("a.jpg", "信息服务业务"))
    seen = room.say(at, "scope", "信息服务业务")
    assert seen.doubtful == [] and seen.certificate.business_items == seen.reading.business_items
    gone = room.say(at, "scope", None, FieldStatus.ILLEGIBLE)
    assert gone.certificate.business_items == ()


def test_a_service_that_no_catalogue_has_is_for_a_person(room: Room) -> None:
    at = room.save("a.jpg", _with_scope("a.jpg", "信息服务业务"))
    seen = room.say(at, "scope", "赛鸽饲养业务")
    assert seen.doubtful == ["business_items.0.name"] and seen.certificate.needs_review
    seen = room.say(at, "business_items.0.name", "赛鸽饲养业务")
    assert seen.doubtful == []
    # A later word on the scope does away with what was said of a service that is no more.
    seen = room.say(at, "scope", "互联网接入服务业务")
    assert [item.name for item in seen.certificate.business_items] == ["互联网接入服务业务"]
    assert seen.certificate.issues == () and not seen.certificate.needs_review
