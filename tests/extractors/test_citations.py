from __future__ import annotations

from extractors.clauses.citations import find_citations
from schemas.certificate import Citation


def test_a_decree_in_brackets_belongs_to_the_title_before_it() -> None:
    text = "按照《通信网络安全防护管理办法》(工业和信息化部令第ll号)和《电信条例》的要求"
    assert find_citations(text) == (
        Citation(title="通信网络安全防护管理办法", decree="工业和信息化部令第11号"),
        Citation(title="电信条例"),
    )


def test_a_decree_in_the_open_belongs_to_the_title_after_it() -> None:
    text = "遵守中华人民共和国国务院令第291号《电信条例》、第292号《互联网信息服务管理办法》及《广告法》"
    assert find_citations(text) == (
        Citation(title="电信条例", decree="中华人民共和国国务院令第291号"),
        Citation(title="互联网信息服务管理办法", decree="中华人民共和国国务院令第292号"),
        Citation(title="广告法"),
    )


def test_each_once_in_order() -> None:
    text = "《乙法》、《甲法》、《乙法》(国务院令第3号)"
    assert find_citations(text) == (Citation(title="乙法", decree="国务院令第3号"), Citation(title="甲法"))


def test_a_decree_alone() -> None:
    assert find_citations("依照国务院令第291号的规定") == (Citation(title=None, decree="国务院令第291号"),)


def test_nothing_cited() -> None:
    assert find_citations("院18号院12号楼，第3号窗口，令人满意") == ()
    assert find_citations("") == ()


def test_misread_quotes() -> None:
    assert find_citations("按照<<电信服务规范>>等") == (Citation(title="电信服务规范"),)
