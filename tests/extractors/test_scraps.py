"""Single characters that are hardly print, read beside a value, put it in doubt."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import SIZE, VALUES, certificate, line, main_lines, row

ADDRESS = "杭州市滨江区江南大道88号"


def _read(address: str, wide: float, scrap: str) -> Certificate:
    """A main page whose ``address`` is ``wide`` characters wide, with ``scrap`` right behind."""
    label, value = row(6, "注册住所：", address)
    return certificate(
        *main_lines(), label, value, line(scrap, VALUES + (wide + 0.6) * SIZE, value.quad.bbox.top)
    )


@pytest.mark.parametrize("scrap", ["T", "~", "口", "1"])
def test_a_character_behind_an_address(scrap: str) -> None:
    read = _read(ADDRESS, 12.0, scrap)
    assert read.address is not None and read.address.startswith(ADDRESS)
    assert read.fields["address"].status == FieldStatus.REVIEW


def test_a_figure_of_an_address_may_stand_apart() -> None:
    read = _read("杭州市滨江区江南大道", 10.0, "8")
    assert (read.address, read.fields["address"].status) == ("杭州市滨江区江南大道8", FieldStatus.ACCEPTED)
