"""A number that has lost its province's character: the seal is of a province's authority."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificates, main_lines, of_file, page, seal


@pytest.mark.parametrize(
    ("number", "status"), [("浙B2-20190046", FieldStatus.ACCEPTED), ("B2-20190046", FieldStatus.REVIEW)]
)
def test_a_number_that_the_seal_contradicts_is_for_review(number: str, status: FieldStatus) -> None:
    lines = main_lines(number, "杭州清河网络科技有限公司", "陈立群")
    (found,) = certificates(
        *of_file("a.pdf", page(*lines, seals=[seal("浙江省通信管理局", (1150.0, 1450.0))]))
    )
    assert (found.license_number, found.fields["license_number"].status) == (number, status)
