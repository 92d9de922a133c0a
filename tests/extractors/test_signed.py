"""An issuer that signs in print, without a seal that was read or a label."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificate, line, main_lines, seal


@pytest.mark.parametrize(
    ("number", "printed", "issuer"),
    [
        ("浙B2-20190046", "浙江省通信管理局", "浙江省通信管理局"),
        ("B2-20190046", "中华人民共和国工业和信息化部", "工业和信息化部"),
    ],
)
def test_the_number_s_own_authority_alone_in_a_row(number: str, printed: str, issuer: str) -> None:
    found = certificate(*main_lines(number), line(printed, 1000, 1900))
    assert found.issuer == issuer
    assert found.fields["issuer"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("printed", ["江苏省通信管理局", "由浙江省通信管理局监督", "某市文化局"])
def test_another_one_and_one_in_a_sentence_do_not_sign(printed: str) -> None:
    found = certificate(*main_lines(), line(printed, 1000, 1900))
    assert found.issuer is None and "missing" in {one.code for one in found.issues if one.field == "issuer"}


def test_a_seal_of_another_authority_is_told() -> None:
    rim = seal("江苏省通信管理局", (1150.0, 1450.0))
    found = certificate(*main_lines(), line("浙江省通信管理局", 300, 1900), seals=(rim,))
    assert "seal_differs" in {issue.code for issue in found.issues}
    assert found.fields["issuer"].status == FieldStatus.REVIEW
