"""Which pages make one certificate, within a file and over the files of a folder."""

from __future__ import annotations

import itertools

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import SourcePage
from tests.lines import annex_lines, certificates, line, main_lines, of_file, page, provision_lines

ONE, TWO = "浙B2-20190046", "粤B2-20180123"
CLAUSES = ("一、你公司应当按照规定开展经营。", "二、你公司不得转让本许可证。", "三、你公司应当接受检查。")


def kinds(certificate: Certificate) -> list[str]:
    return [entry.kind.value for entry in certificate.pages]


def test_pages_of_a_file() -> None:
    (found,) = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines(ONE)),
            page(*annex_lines(ONE), page_no=2),
            page(*provision_lines(ONE, *CLAUSES), page_no=3),
        )
    )
    assert kinds(found) == ["main", "annex", "provisions"]
    assert [entry.source_page_no for entry in found.pages] == [1, 2, 3]
    assert len(found.provisions) == 3


def test_a_main_page_whose_number_is_misread_beyond_its_form_joins_its_annex() -> None:
    found = certificates(
        *of_file("1.png", page(*main_lines("浙B2-201+0046"))),
        *of_file("2.png", page(*annex_lines(ONE))),
        *of_file("3.png", page(*annex_lines(TWO))),
    )
    assert sorted(kinds(entry) for entry in found) == [["annex"], ["main", "annex"]]
    assert {entry.license_number for entry in found} == {ONE, TWO}


CUT = (("B1-20211649-11", "B1-20211649"), ("藏B1.B2-20240779", "B2-20240779"))


@pytest.mark.parametrize(("whole", "cut"), CUT)
def test_a_number_cut_by_a_seal_is_that_of_the_main_page_of_its_company(whole: str, cut: str) -> None:
    company = line("杭州清河网络科技有限公司获准经营信息服务业务相关信息", 240, 420)
    annex = page(company, *annex_lines(cut), page_no=2)
    further = page(company, *annex_lines(cut, "清河搜索"), page_no=3)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines(whole)), annex, further))
    assert kinds(found) == ["main", "annex", "annex"]
    assert (found.license_number, found.fields["license_number"].status) == (whole, FieldStatus.REVIEW)
    other = of_file(
        "b.pdf", page(company, *annex_lines(cut))
    )  # of another license of that company, it may be
    assert len(certificates(*of_file("a.pdf", page(*main_lines(whole))), *other)) == 2


@pytest.mark.parametrize(("whole", "cut"), CUT)
def test_a_number_of_its_own_main_page_is_not_cut(whole: str, cut: str) -> None:
    company = line("杭州清河网络科技有限公司获准经营信息服务业务相关信息", 240, 420)
    pages = (main_lines(whole), main_lines(cut), [company, *annex_lines(cut)])
    found = certificates(
        *of_file("a.pdf", *(page(*lines, page_no=n) for n, lines in enumerate(pages, start=1)))
    )
    assert sorted((one.license_number, *kinds(one)) for one in found) == sorted(
        [(whole, "main"), (cut, "main", "annex")]
    )


def test_a_page_that_tells_nothing_is_of_the_certificate_it_stands_within() -> None:
    words = page(line("经营者应当遵守本规定，并接受电信主管部门的监督检查。", 240, 600))
    main, annex = page(*main_lines(ONE)), page(*annex_lines(ONE))
    within = [*of_file("p1.png", main), *of_file("p2.png", words), *of_file("p10.png", annex)]
    (found,) = certificates(*within)
    assert kinds(found) == ["main", "other", "annex"]
    (found,) = certificates(*of_file("p1.png", main), *of_file("p2.png", annex), *of_file("p3.png", words))
    assert kinds(found) == ["main", "annex"]
    others = of_file("p3.png", page(*main_lines(TWO)))
    assert [kinds(entry) for entry in certificates(*within[:2], *others)] == [["main"], ["main"]]


def test_two_certificates_in_a_file() -> None:
    found = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines(ONE)),
            page(*annex_lines(ONE, "清河社区"), page_no=2),
            page(*main_lines(TWO, "广州珠江信息技术有限公司", "李明"), page_no=3),
            page(*annex_lines(TWO, "珠江资讯"), page_no=4),
        )
    )
    assert [entry.license_number for entry in found] == [ONE, TWO]
    assert [entry.company for entry in found] == ["杭州清河网络科技有限公司", "广州珠江信息技术有限公司"]
    assert [entry.annexes[0].websites[0].name for entry in found] == ["清河社区", "珠江资讯"]
    assert [[p.source_page_no for p in entry.pages] for entry in found] == [[1, 2], [3, 4]]


def test_pages_without_number_follow_the_page_before_them() -> None:
    found = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines(ONE)),
            page(*provision_lines(None, *CLAUSES), page_no=2),
            page(*main_lines(TWO), page_no=3),
            page(*annex_lines(None), page_no=4),
        )
    )
    assert [(entry.license_number, kinds(entry)) for entry in found] == [
        (ONE, ["main", "provisions"]),
        (TWO, ["main", "annex"]),
    ]


def _files() -> list[SourcePage]:
    return [
        *of_file("p1.jpg", page(*main_lines(ONE))),
        *of_file("p2.jpg", page(*annex_lines(ONE))),
        *of_file("p3.jpg", page(*provision_lines(ONE, *CLAUSES))),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_files_are_joined_by_number_in_any_order(order: tuple[int, ...]) -> None:
    files = _files()
    (found,) = certificates(*(files[index] for index in order))
    assert found.license_number == ONE
    assert kinds(found) == ["main", "annex", "provisions"]
    assert [source.path for source in found.sources] == ["scans/p1.jpg", "scans/p2.jpg", "scans/p3.jpg"]


@pytest.mark.parametrize("order", ["main first", "main last"])
@pytest.mark.parametrize("files", [("a.pdf", "b.pdf"), ("a.pdf", "a.pdf")], ids=["two files", "one file"])
def test_copies_of_all_pages_are_apart(order: str, files: tuple[str, str]) -> None:
    """Their clauses would run on from one to the other, and each annex be there twice."""
    own = [page(*main_lines(ONE)), page(*annex_lines(ONE)), page(*provision_lines(ONE, *CLAUSES))]
    if order == "main last" and files[0] != files[1]:
        own = own[1:] + own[:1]
    pages = [
        entry.model_copy(update={"page_no": page_no}) for page_no, entry in enumerate([*own, *own], start=1)
    ]
    first, second = certificates(*of_file(files[0], *pages[:3]), *of_file(files[1], *pages[3:]))
    assert sorted(kinds(first)) == sorted(kinds(second)) == ["annex", "main", "provisions"]
    assert first.provisions == second.provisions
    assert len(first.provisions) == len(CLAUSES)
    assert len(first.annexes) == 1


def test_two_main_pages_in_a_row_are_of_one_certificate() -> None:
    own = (page(*main_lines(ONE)), page(*main_lines(ONE), page_no=2), page(*annex_lines(ONE), page_no=3))
    (found,) = certificates(*of_file("a.pdf", *own))
    assert kinds(found) == ["main", "main", "annex"]


def test_files_with_other_numbers_stay_apart() -> None:
    found = certificates(
        *of_file("a1.jpg", page(*main_lines(ONE))),
        *of_file("a2.jpg", page(*annex_lines(TWO))),
    )
    assert sorted(str(entry.license_number) for entry in found) == sorted([ONE, TWO])


def test_a_file_without_number_joins_nobody_elses() -> None:
    found = certificates(
        *of_file("a1.jpg", page(*main_lines(ONE))),
        *of_file("b2.jpg", page(*annex_lines(None))),
    )
    numbered = next(entry for entry in found if entry.license_number == ONE)
    assert kinds(numbered) == ["main"]


def test_a_number_misread_on_one_page_does_not_part_them_and_is_told() -> None:
    (found,) = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines(ONE)),
            page(*annex_lines("浙B2-20190048"), page_no=2),
            page(*provision_lines(ONE, *CLAUSES), page_no=3),
        )
    )
    assert found.license_number == ONE
    assert len(found.pages) == 3
    assert "numbers_differ" in {issue.code for issue in found.issues}
    assert found.needs_review


def test_a_number_against_which_as_many_pages_speak_is_not_accepted() -> None:
    (found,) = certificates(
        *of_file("a.pdf", page(*main_lines(ONE)), page(*annex_lines("浙B2-20190048"), page_no=2))
    )
    assert found.fields["license_number"].status == FieldStatus.REVIEW


def test_neighbouring_numbers_are_two_certificates() -> None:
    """Grants of one day differ in a digit; each has its own main page."""
    found = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines("浙B2-20190046")),
            page(*annex_lines("浙B2-20190046"), page_no=2),
            page(*main_lines("浙B2-20190047", "宁波东海网络有限公司", "王芳"), page_no=3),
            page(*annex_lines("浙B2-20190047", "东海资讯"), page_no=4),
        )
    )
    assert [(entry.license_number, kinds(entry)) for entry in found] == [
        ("浙B2-20190046", ["main", "annex"]),
        ("浙B2-20190047", ["main", "annex"]),
    ]
    assert found[1].annexes[0].websites[0].name == "东海资讯"


def test_no_pages() -> None:
    assert certificates() == []
