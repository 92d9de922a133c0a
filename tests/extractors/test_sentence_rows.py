"""Annexes that tell in running text what others tell behind labels."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import line, with_annex

PARAGRAPH = (
    "　　杭州清河网络科技有限公司开办的网站名称为清河社区，域名为",
    "qinghe-net.cn；另开办河畔短信网，域名为www.hpdx.com、hpdx.net。",
    "以上网站的信息。服务器放置地：呼和浩特市和林格尔新区云计算园",
    "区4号楼；网站接入服务提供单位：中国联合网络通信有限公司呼和",
    "浩特市分公司。以上信息如有变更，应于三十日内报备。",
)


def read(*rows: str) -> Certificate:
    return with_annex(*(line(text, 240, 700 + 60.0 * at) for at, text in enumerate(rows)))


def test_values_go_on_in_the_next_row_of_a_paragraph() -> None:
    (annex,) = read(*PARAGRAPH).annexes
    assert annex.server_location == "呼和浩特市和林格尔新区云计算园区4号楼"
    assert annex.access_provider == "中国联合网络通信有限公司呼和浩特市分公司"


def test_sites_of_sentences() -> None:
    found = read(*PARAGRAPH)
    sites = [(site.name, site.domains) for site in found.annexes[0].websites]
    assert sites == [("清河社区", ("qinghe-net.cn",)), ("河畔短信网", ("www.hpdx.com", "hpdx.net"))]
    assert found.fields["annexes.0.websites.0.domains.0"].status == FieldStatus.ACCEPTED
    assert "sites_unread" not in {issue.code for issue in found.issues}


def test_a_domain_within_a_sentence_of_another_kind_is_told() -> None:
    found = read("　　该公司以qinghe-net.cn对外提供服务，联系邮箱admin@hpdx.com。")
    (told,) = (issue for issue in found.issues if issue.code == "sites_unread")
    assert "qinghe-net.cn" in told.message and "hpdx" not in told.message


def test_a_value_that_ends_before_the_row_does_not_go_on() -> None:
    rows = (
        *PARAGRAPH[:2],
        "以上网站的信息。服务器放置地：杭州市",
        "区4号楼为办公地点，没有其他的服务器在内，特此说明。",
    )
    (annex,) = read(*rows).annexes
    assert annex.server_location == "杭州市"


def test_a_row_that_begins_with_a_label_is_no_value_s_end() -> None:
    rows = (
        "以上网站的信息。服务器放置地：内蒙古呼和浩特市和林格尔新区",
        "网站接入服务提供单位：中国联合网络通信有限公司呼和浩特市分",
    )
    (annex,) = read(*PARAGRAPH[:2], *rows).annexes
    assert annex.server_location == "内蒙古呼和浩特市和林格尔新区"
