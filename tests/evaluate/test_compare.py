"""What counts as right, wrong, missing and too many."""

from __future__ import annotations

from typing import Any

from pipeline.align import align, likeness
from pipeline.comparable import text_to_comparable
from pipeline.evaluate.compare import compare, compare_provisions
from pipeline.evaluate.results import FieldResult
from schemas.field import FieldStatus, FieldValue, Severity
from tests.evaluate.cases import QUAD, certificate, field, issue, truth


def _by_path(results: list[FieldResult]) -> dict[str, FieldResult]:
    assert len({one.path for one in results}) == len(results), "a path occurs twice"
    return {one.path: one for one in results}


def _annex(*websites: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "page_no": 2,
        "websites": list(websites),
        "server_location": None,
        "access_provider": None,
        **values,
    }


def _site(name: str | None, *domains: str, services: str | None = None) -> dict[str, Any]:
    return {"name": name, "domains": list(domains), "services": services}


def test_width_and_white_space_do_not_count() -> None:
    case = truth(scope="信息服务业务（仅限互联网 信息服务）：全国", company="甲公司")
    read = certificate(scope="信息服务业务(仅限互联网信息服务):\n全国", company="甲公可")
    results = _by_path(compare(case, read))
    assert results["scope"].correct
    assert results["scope"].distance == 0
    assert not results["company"].correct
    assert (results["company"].distance, results["company"].characters) == (1, 3)


def test_missing_surplus_and_nowhere() -> None:
    case = truth(company="甲公司", address=None, coverage=None)
    results = _by_path(compare(case, certificate(company=None, address="某路1号")))
    assert set(results) == {"company", "address"}  # coverage is on neither side: no result
    assert not results["company"].correct
    assert results["company"].distance == 3
    assert not results["address"].correct
    assert results["address"].characters == 0
    assert results["address"].distance == 4


def test_what_the_truth_does_not_tell_is_not_compared() -> None:
    assert compare(truth(company="甲"), certificate(company="甲", scope="信息服务业务"))[0].path == "company"
    assert len(compare(truth(company="甲"), certificate(company="甲", scope="信息服务业务"))) == 1


def test_no_certificate_makes_all_missing_and_flagged() -> None:
    results = compare(truth(company="甲公司", annexes=[_annex(_site("聚光", "a.com"))]), None)
    assert {one.path for one in results} == {
        "company",
        "annexes.0.websites.0.name",
        "annexes.0.websites.0.domains.0",
    }
    assert all(not one.correct and one.flagged and one.status is None for one in results)


def test_status_place_and_flag_come_from_the_field() -> None:
    read = certificate(
        company="甲公可",
        scope="乙",
        issuer=None,
        fields={
            "company": field("甲公可"),
            "scope": field("乙", FieldStatus.REVIEW, 0.4),
            "issuer": field(None, FieldStatus.ABSENT, 0.0),
        },
        issues=(issue("issuer"), issue("company", Severity.INFO)),
    )
    results = _by_path(compare(truth(company="甲公司", scope="丙", issuer="某局"), read))
    assert results["company"].accepted
    assert not results["company"].flagged  # a remark is no flag
    assert results["company"].quad == QUAD
    assert (results["company"].source, results["company"].source_page_no) == ("/scans/one.jpg", 3)
    assert results["scope"].flagged
    assert results["scope"].confidence == 0.4
    assert results["issuer"].flagged


def test_lists_are_matched_by_likeness_and_keep_their_field() -> None:
    case = truth(annexes=[_annex(_site("聚光", "guang.com"), _site("漠北首页", "mobei.cn", "bei.cn"))])
    read = certificate(
        annexes=[_annex(_site("漠北首页", "bei.cn", "mobe1.cn"), _site("杂", "xyz.org"))],
        fields={"annexes.0.websites.0.domains.1": field("mobe1.cn", FieldStatus.REVIEW, 0.3)},
    )
    results = _by_path(compare(case, read))
    assert results["annexes.0.websites.1.name"].correct
    assert results["annexes.0.websites.1.domains.1"].correct
    wrong = results["annexes.0.websites.1.domains.0"]
    assert (wrong.truth, wrong.value, wrong.status) == ("mobei.cn", "mobe1.cn", FieldStatus.REVIEW)
    assert wrong.family == "annexes.*.websites.*.domains.*"
    assert results["annexes.0.websites.0.name"].value is None
    assert results["annexes.0.websites.extra1.name"].truth is None
    assert not results["annexes.0.websites.extra1.domains.extra0"].correct


def test_business_items_are_compared_as_a_whole() -> None:
    item = {"code": "B25", "name": "信息服务业务", "only": ["甲", "乙"], "excluded": [], "areas": []}
    case = truth(business_items=[item])
    same = certificate(
        business_items=[{**item, "only": ["乙", "甲"]}],
        fields={"business_items.0.name": field("信息服务业务")},
    )
    (right,) = compare(case, same)
    assert right.correct
    assert right.accepted
    (wrong,) = compare(case, certificate(business_items=[{**item, "excluded": ["丙"]}]))
    assert not wrong.correct


def test_seals_are_a_multiset_on_each_page() -> None:
    def seal(page_no: int, text: str | None, inner: str | None = None) -> dict[str, Any]:
        return {
            "page_no": page_no,
            "kind": "official_seal",
            "shape": "round",
            "text": text,
            "inner_text": inner,
        }

    case = truth(seals=[seal(1, "某通信管理局", "专用章"), seal(1, "某通信管理局"), seal(2, "某通信管理局")])
    read = certificate(
        seals=[seal(1, "某通信管理局"), seal(1, "某通信管理局", "专用章"), seal(1, "某通信管理局")]
    )
    results = compare(case, read)
    assert sorted(one.correct for one in results) == [False, False, True, True, True]
    assert {one.path for one in results if not one.correct} == {
        "seals.page1.text.extra2",
        "seals.page2.text.0",
    }
    assert not any(one.tracked for one in results)


def test_a_seal_in_the_record_without_its_text_is_flagged_there() -> None:
    def seal(text: str | None) -> dict[str, Any]:
        return {"page_no": 1, "kind": "official_seal", "shape": "round", "text": text, "inner_text": None}

    unread = {"seals.0.text": FieldValue(raw=None, value=None, confidence=0.0, status=FieldStatus.ILLEGIBLE)}
    case = truth(seals=[seal("某通信管理局"), seal("某通信管理局")])
    results = compare(case, certificate(seals=[seal(None)], fields=unread))
    assert [(one.value, one.flagged) for one in results] == [(None, True), (None, False)]


def test_stamp_texts_are_found_on_rim_and_inside() -> None:
    case = truth(stamp_texts=["某局", "专用章"])
    read = certificate(
        seals=[
            {"page_no": 4, "kind": "official_seal", "shape": "oval", "text": "某局", "inner_text": "专用章"}
        ]
    )
    assert [one.correct for one in compare(case, read)] == [True, True]


def test_a_stamp_s_text_that_was_not_read_is_told_of_where_a_seal_is_in_doubt() -> None:
    seals = [
        {"page_no": 1, "kind": "official_seal", "shape": "round", "text": text, "inner_text": inner}
        for text, inner in (("某局", "专用章"), ("某公司", None))
    ]
    case = truth(stamp_texts=["某局", "专用章", "(沙土镇)", "某公司", "SOME CO., LTD."])

    def flags(*doubted: str) -> list[bool]:
        fields = {
            key: FieldValue(raw=None, value=None, confidence=0.0, status=FieldStatus.ILLEGIBLE)
            for key in doubted
        }
        results = compare(case, certificate(seals=seals, fields=fields))
        return [one.flagged for one in results if not one.correct]

    assert flags() == [False, False]
    assert flags("seals.1.inner_text") == [True, False]
    assert flags("seals.0.inner_text", "seals.1.inner_text") == [True, True]


def test_nested_keys_that_the_truth_leaves_out_are_passed_over() -> None:
    case = truth(inspections=[{"page_no": None, "year": "14", "date": "2015-03-31"}])
    read = certificate(inspections=[{"page_no": 2, "year": "14", "result": "年检合格", "date": "2015-03-31"}])
    assert [(one.path, one.correct) for one in compare(case, read)] == [
        ("inspections.0.year", True),
        ("inspections.0.date", True),
    ]


def test_provisions_by_text_and_number() -> None:
    items = [{"number": "(一)", "text": "子丑", "citations": []}]
    told = [
        {"number": "一", "text": "甲乙丙。", "items": [], "citations": []},
        {"number": "二", "text": "丁", "items": items, "citations": []},
    ]
    read = [told[0], {"number": "三", "text": "丁", "items": items, "citations": []}]
    found = compare_provisions(truth(provisions=told), certificate(provisions=read))
    assert found is not None
    assert (found.characters, found.distance) == (12, 1)
    assert (found.clauses, found.clauses_found) == (2, 1)
    assert (found.items, found.items_found) == (1, 0)  # it was found in another clause
    assert found.extra == 2
    assert compare_provisions(truth(provisions=[]), certificate()) is None
    missing = compare_provisions(truth(provisions=told), None)
    assert missing is not None
    assert missing.distance == 12


def test_equal_items_are_always_paired() -> None:
    def alike(one: str, other: str) -> float:
        return likeness(text_to_comparable(one), text_to_comparable(other))

    assert align(["甲乙丙", "甲乙丁"], ["甲乙丁", "甲乙丙"], alike) == [(0, 1), (1, 0)]
    assert align(["甲乙丙"], [], alike) == [(0, None)]
    assert align(["甲"], ["子"], alike) == [(0, None), (None, 0)]
    assert align(["甲", "甲"], ["甲", "甲", "甲"], alike) == [(0, 0), (1, 1), (None, 2)]
