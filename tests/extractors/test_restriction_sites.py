"""Sites that a restriction names."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import InkLayer
from tests.lines import LABELS, VALUES, certificate, certificates, line, main_lines, of_file, page


def test_a_site_in_brackets_that_lost_its_dot_is_for_review() -> None:
    found = certificate(*main_lines(), line("仅在工匠网站（honghuopro）上亮证", 400, 1500))
    assert "domain_form" in {entry.code for entry in found.issues}
    assert found.fields["use_restrictions.0.purpose"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    ("read", "status"),
    [
        ("仅在清河网站（l1o0x.cn）上亮证", "accepted"),
        ("仅在清河网站（11oOx.cn）上亮证", "accepted"),
        ("仅在清河网站（lloox.com）上亮证", "review"),  # another site
    ],
)
def test_a_site_that_the_annex_lists_without_doubt_is_spelled_as_there(read: str, status: str) -> None:
    listed = line("l1o0x.cn", VALUES, 560).model_copy(update={"verified": (0, 1, 2, 3)})
    annex = page(
        line("（附页）", 760, 300),
        line("经营许可证编号：浙B2-20190046", 980, 200),
        line("网站名称：清河", LABELS, 500),
        line("网站域名：", LABELS, 560),
        listed,
        line("服务器放置地：杭州市滨江区", LABELS, 620),
        line(read, 500, 1500, layer=InkLayer.RED),
        page_no=2,
    )
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert found.fields["annexes.0.websites.0.domains.0"].status == FieldStatus.ACCEPTED
    (restriction,) = found.use_restrictions
    if status == "accepted":
        assert restriction.purpose == "仅在清河网站（l1o0x.cn）上亮证"
    assert found.fields["use_restrictions.0.purpose"].status == status
