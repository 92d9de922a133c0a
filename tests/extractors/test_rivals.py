"""Whose an annex is among licenses of nearly the same number, and among those of the very same."""

from __future__ import annotations

import itertools

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Page, SourcePage, TextLine
from tests.lines import annex_lines, certificates, line, main_lines, of_file, page

ONE, NEXT = "浙B2-20190046", "浙B2-20190047"


def sites(found: list[Certificate]) -> dict[str | None, list[str | None]]:
    return {
        entry.company: [site.name for annex in entry.annexes for site in annex.websites] for entry in found
    }


def told(found: list[Certificate]) -> dict[str | None, list[str]]:
    """By company or representative, the pages that are told to be of either."""
    return {
        entry.legal_representative: [
            each.message.partition(" see which")[2] for each in entry.issues if each.code == "pages_of_either"
        ]
        for entry in found
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_an_annex_is_of_the_license_with_its_number_to_the_letter(order: tuple[int, ...]) -> None:
    papers = (
        page(*main_lines(ONE)),
        page(*main_lines(NEXT, "宁波东湖数据有限公司", "王海")),
        page(*annex_lines(ONE)),
        page(*annex_lines(NEXT, "东湖商城")),
    )
    files = [of_file(f"{at}.png", papers[index]) for at, index in enumerate(order, start=1)]
    found = certificates(*itertools.chain(*files))
    assert sites(found) == {"杭州清河网络科技有限公司": ["清河社区"], "宁波东湖数据有限公司": ["东湖商城"]}
    assert not {each.code for entry in found for each in entry.issues} & {"numbers_differ", "pages_of_either"}


def test_in_one_file_too_the_annex_waits_for_its_own_main_page() -> None:
    own = main_lines(NEXT, "宁波东湖数据有限公司", "王海")
    papers = [main_lines(ONE), annex_lines(NEXT, "东湖商城"), own]
    pages = [page(*lines, page_no=page_no) for page_no, lines in enumerate(papers, start=1)]
    found = certificates(*of_file("a.pdf", *pages))
    assert sites(found) == {"杭州清河网络科技有限公司": [], "宁波东湖数据有限公司": ["东湖商城"]}


OLD, RENEWED = main_lines(ONE), main_lines(ONE, person="周敏")


def in_files(*papers: Page) -> list[SourcePage]:
    return [entry for at, paper in enumerate(papers, start=1) for entry in of_file(f"s{at}.png", paper)]


def test_pages_of_an_old_and_a_renewed_license_are_told_to_be_of_either() -> None:
    found = certificates(*in_files(page(*OLD), page(*RENEWED), page(*annex_lines(ONE))))
    assert told(found) == {"陈立群": [""], "周敏": [": p2"]}
    (site,) = [entry.fields["annexes.0.websites.0.name"] for entry in found if entry.annexes]
    assert (site.value, site.status) == ("清河社区", FieldStatus.REVIEW)
    assert all(entry.needs_review for entry in found)


def test_a_page_behind_its_main_page_in_one_file_is_not() -> None:
    one = [page(*OLD), page(*annex_lines(ONE), page_no=2)]
    other = [page(*RENEWED), page(*annex_lines(ONE, "东湖商城"), page_no=2)]
    found = certificates(*of_file("a.pdf", *one), *of_file("b.pdf", *other))
    assert told(found) == {"陈立群": [], "周敏": []}
    together = [*one, *(each.model_copy(update={"page_no": each.page_no + 2}) for each in other)]
    assert told(certificates(*of_file("a.pdf", *together))) == {"陈立群": [], "周敏": []}


def test_pages_behind_both_main_pages_of_one_file_are() -> None:
    papers = [OLD, RENEWED, annex_lines(ONE), annex_lines(ONE, "东湖商城")]
    pages = [page(*lines, page_no=page_no) for page_no, lines in enumerate(papers, start=1)]
    assert told(certificates(*of_file("a.pdf", *pages))) == {"陈立群": [""], "周敏": [": p2, p3"]}


def test_two_scans_of_one_main_page_are_no_rivals() -> None:
    found = certificates(*in_files(page(*OLD), page(*OLD), page(*annex_lines(ONE))))
    assert "pages_of_either" not in [each.code for entry in found for each in entry.issues]


def test_nothing_is_accepted_from_a_page_of_another_number_that_does_not_name_the_company() -> None:
    def site(*further: TextLine) -> tuple[str | None, FieldStatus]:
        annex = [*annex_lines(NEXT), *further]
        (found,) = certificates(*of_file("a.png", page(*OLD)), *of_file("b.png", page(*annex)))
        assert "numbers_differ" in {each.code for each in found.issues}
        assert found.license_number == ONE
        field = found.fields["annexes.0.websites.0.name"]
        return field.value, field.status

    assert site() == ("清河社区", FieldStatus.REVIEW)
    named = line("杭州清河网络科技有限公司获准经营信息服务业务相关信息", 240, 420)
    assert site(named) == ("清河社区", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("company", "person", "rivals"),
    [
        ("杭州清河网络科枝有限公司", "陈立群", False),
        ("杭州清河网络科技有限公司", "陈立辉", True),
        ("杭州清禾网路科技有限公司", "陈立群", True),
    ],
)
def test_nor_are_two_of_which_one_has_a_misread_character(company: str, person: str, *, rivals: bool) -> None:
    again = main_lines(company=company, person=person)
    found = certificates(*in_files(page(*OLD), page(*again), page(*annex_lines(ONE))))
    assert ("pages_of_either" in [each.code for entry in found for each in entry.issues]) is rivals


def test_that_more_pages_have_the_other_number_makes_it_not_the_companys() -> None:
    own = ("清河社区", "清河商城", "清河论坛")
    pages = [page(*annex_lines(NEXT, site), page_no=at) for at, site in enumerate(own, start=2)]
    (found,) = certificates(*of_file("a.pdf", page(*OLD), *pages))
    names = [f"annexes.{at}.websites.0.name" for at in range(3)]
    assert [found.fields[name].status for name in names] == [FieldStatus.REVIEW] * 3


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_of_a_company_and_its_later_name_each_has_the_annex_that_names_it(order: tuple[int, ...]) -> None:
    names = ("杭州清河网络科技有限公司", "宁波东湖数据有限公司")
    said = [line(f"{name}获准经营信息服务业务相关信息", 240, 420) for name in names]
    papers = [
        *(page(*main_lines(ONE, name)) for name in names),
        page(*annex_lines(ONE), said[0]),
        page(*annex_lines(ONE, "东湖商城"), said[1]),
    ]
    found = certificates(*in_files(*(papers[index] for index in order)))
    assert sites(found) == {names[0]: ["清河社区"], names[1]: ["东湖商城"]}
    assert not {each.code for entry in found for each in entry.issues} & {
        "pages_of_either",
        "company_differs",
    }
