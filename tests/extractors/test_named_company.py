"""Pages without a number among several licenses: whose they are, by the company that they name."""

from __future__ import annotations

import itertools

import pytest

from extractors.pages.named_company import _is_near
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import annex_lines, certificates, line, main_lines, of_file, page, provision_lines

ONE, TWO, THIRD = "杭州清河网络科技有限公司", "宁波东湖数据有限公司", "温州南山数据有限公司"
CLAUSES = ("一、应当按照规定开展经营。", "二、不得转让本许可证。", "三、应当接受检查。")


def annex_of(company: str, site: str) -> list[TextLine]:
    return [*annex_lines(None, site), line(f"{company}获准经营信息服务业务相关信息", 240, 420)]


def sites(found: list[Certificate]) -> dict[str | None, list[str | None]]:
    return {
        entry.company: [site.name for annex in entry.annexes for site in annex.websites] for entry in found
    }


MAINS = (main_lines("浙B2-20190046", ONE), main_lines("浙B2-20190177", TWO, "王海"))
ANNEXES = (annex_of(ONE, "清河社区"), annex_of(TWO, "东湖商城"))


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_an_annex_is_of_the_license_whose_company_it_names(order: tuple[int, ...]) -> None:
    papers = [(*MAINS, *ANNEXES)[index] for index in order]
    whole = of_file("a.pdf", *(page(*lines, page_no=at) for at, lines in enumerate(papers, start=1)))
    apart = itertools.chain(*(of_file(f"s{at}.png", page(*lines)) for at, lines in enumerate(papers)))
    for found in (certificates(*whole), certificates(*apart)):
        assert sites(found) == {ONE: ["清河社区"], TWO: ["东湖商城"]}


def test_provisions_too() -> None:
    clauses = page(*provision_lines(None, f"{TWO}应当遵守下列规定事项：", *CLAUSES), page_no=3)
    pages = [page(*MAINS[1], page_no=1), page(*MAINS[0], page_no=2), clauses]
    found = certificates(*of_file("a.pdf", *pages))
    assert {entry.company: len(entry.provisions) for entry in found} == {ONE: 0, TWO: 3}


def test_of_two_licenses_of_one_company_neither_is_named() -> None:
    mains = (MAINS[0], main_lines("B2-20190177", ONE))
    papers = [*mains, ANNEXES[0]]
    found = certificates(
        *itertools.chain(*(of_file(f"s{n}.png", page(*one)) for n, one in enumerate(papers)))
    )
    assert [len(entry.pages) for entry in found] == [1, 1, 1]
    assert "no_main_page" in {each.code for entry in found for each in entry.issues}


def test_nor_is_a_company_that_has_no_license_here() -> None:
    papers = [*MAINS, annex_of(THIRD, "南山商城")]
    found = certificates(
        *itertools.chain(*(of_file(f"s{n}.png", page(*one)) for n, one in enumerate(papers)))
    )
    assert sites(found) == {ONE: [], TWO: [], THIRD: ["南山商城"]}


def test_a_main_page_whose_number_was_not_read_has_its_annex_by_its_company() -> None:
    unread = [one for one in MAINS[0] if "浙B2" not in one.text]
    papers = [unread, MAINS[1], *ANNEXES]
    for order in ((0, 1, 2, 3), (1, 3, 2, 0), (2, 1, 3, 0)):
        pages = [page(*papers[index], page_no=at) for at, index in enumerate(order, start=1)]
        found = certificates(*of_file("a.pdf", *pages))
        assert sites(found) == {ONE: ["清河社区"], TWO: ["东湖商城"]}


def test_another_companys_page_in_a_licenses_file_is_told() -> None:
    def read(company: str) -> tuple[list[str], FieldStatus]:
        pages = [page(*MAINS[0]), page(*annex_of(company, "南山商城"), page_no=2)]
        (found,) = certificates(*of_file("a.pdf", *pages))
        codes = [each.code for each in found.issues if each.code == "company_differs"]
        return codes, found.fields["annexes.0.websites.0.name"].status

    assert read(THIRD) == (["company_differs"], FieldStatus.REVIEW)
    assert read(ONE) == ([], FieldStatus.ACCEPTED)
    assert read(ONE.replace("清", "请"))[1] == FieldStatus.ACCEPTED
    assert read(ONE.replace("清", "请").replace("河", "何")) == (["company_differs"], FieldStatus.REVIEW)


@pytest.mark.parametrize(("score", "is_doubted"), [(0.99, True), (0.85, False)])
def test_a_company_with_another_character_on_a_further_page_is_in_doubt_where_that_is_sure(
    score: float, is_doubted: bool
) -> None:
    """QeeLab, plainly printed, was read as Qeelab on a main page and rightly on the annex."""
    main = main_lines("浙B2-20190046", "杭州Qeelab网络科技有限公司")
    holder = line("杭州QeeLab网络科技有限公司获准经营信息服务业务", 240, 420, score=score)
    pages = [page(*main), page(*annex_lines(None, "清河社区"), holder, page_no=2)]
    (found,) = certificates(*of_file("a.pdf", *pages))
    assert ("company_differs" in {each.code for each in found.issues}) is is_doubted
    assert (found.fields["company"].status == FieldStatus.REVIEW) is is_doubted


def test_a_character_that_stands_twice_may_be_misread_twice() -> None:
    assert _is_near("天津木风风博电子商务有限公司", "天津木凤凤博电子商务有限公司")
    assert not _is_near("天津木风风博电子商务有限公司", "天津木凤凤波电子商务有限公司")


def test_provisions_of_another_company_are_told() -> None:
    intro = f"《特别规定事项》是经营许可证重要组成部分，{THIRD}应当按照经营许可证开展经营。"
    second = page(*provision_lines(None, intro, *CLAUSES), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*MAINS[0]), second))
    assert "company_differs" in {each.code for each in found.issues}


def test_who_connects_the_sites_has_not_the_annex() -> None:
    """The annex names 浙江云港数据有限公司 as the provider, which has a license of its own."""
    provider = main_lines("浙B1.B2-20170177", "浙江云港数据有限公司", "王海")
    own = of_file("a.pdf", page(*MAINS[0]), page(*annex_lines(None), page_no=2))
    found = certificates(*own, *of_file("b.pdf", page(*provider)))
    assert sites(found) == {ONE: ["清河社区"], "浙江云港数据有限公司": []}
    (found_one,) = certificates(*of_file("b.pdf", page(*provider)), *of_file("c.pdf", page(*OTHERS)))
    assert found_one.fields["annexes.0.websites.0.name"].status == FieldStatus.REVIEW


OTHERS = annex_lines("浙B1.B2-20170178")  # of the next license, connected by the holder of this one


def test_a_main_page_whose_company_is_misread_keeps_the_annex_behind_it() -> None:
    misread, another = main_lines(company=ONE.replace("清", "请")), main_lines("B2-20190177", ONE)
    pages = [page(*misread), page(*ANNEXES[0], page_no=2)]
    found = certificates(*of_file("a.pdf", *pages), *of_file("b.pdf", page(*another)))
    assert sites(found) == {ONE.replace("清", "请"): ["清河社区"], ONE: []}


def test_of_two_main_pages_without_numbers_neither_is_named() -> None:
    unread = [one for one in MAINS[0] if "浙B2" not in one.text]
    papers = [unread, unread[:-1], ANNEXES[0], MAINS[1]]
    found = certificates(*(one for n, own in enumerate(papers) for one in of_file(f"s{n}.png", page(*own))))
    assert [len(entry.pages) for entry in found] == [1, 1, 1, 1]
    assert "no_main_page" in {each.code for entry in found for each in entry.issues}


@pytest.mark.parametrize(
    ("company", "named", "is_other"),
    [
        (ONE, "杭州东湖网络科技有限公司", True),  # two characters are all that tell them apart
        ("清河网络科技有限公司", ONE, True),
        (ONE, f"{ONE}宁波分公司", True),
        (ONE, f"《{ONE}》", False),
        (f"{ONE} Hangzhou Qinghe Network Co., Ltd.", ONE, False),
    ],
)
def test_which_names_are_another_companys(company: str, named: str, *, is_other: bool) -> None:
    pages = [page(*main_lines(company=company)), page(*annex_of(named, "南山商城"), page_no=2)]
    (found,) = certificates(*of_file("a.pdf", *pages))
    assert ("company_differs" in {each.code for each in found.issues}) is is_other


def test_a_name_wrapped_before_its_end_is_the_companys() -> None:
    wrapped = [
        *annex_lines(None),
        line("杭州清河网络", 240, 400),
        line("科技有限公司获准经营信息服务业务", 240, 440),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*MAINS[0]), page(*wrapped, page_no=2)))
    assert "company_differs" not in {each.code for each in found.issues}


def test_provisions_for_any_holder_name_none() -> None:
    intro = "《特别规定事项》是经营许可证重要组成部分，取得经营许可证的公司应当按照经营许可证开展经营。"
    second = page(*provision_lines(None, intro, *CLAUSES), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*MAINS[0]), second))
    assert "company_differs" not in {each.code for each in found.issues}
