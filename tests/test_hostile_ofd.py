"""Bad OFD files: damaged, encrypted, swollen; pages or a typed error, and what to do."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path

import pytest

from pipeline.options import Limits
from schemas.errors import (
    EncryptedError,
    ExtraMissingError,
    FileTooLargeError,
    InputError,
    TooManyPagesError,
    TruncatedError,
    UnsupportedTypeError,
)
from tests.ofd import SEED, changed, load, one_page, only_failure, only_page, packed, parts_of, text_object


def encrypted() -> bytes:
    data = bytearray(SEED.read_bytes())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


NO_PAGES = changed("Doc_0/Document.xml", lambda xml: xml.replace(b"ofd:Page ", b"ofd:None "))
SEED_PARTS = parts_of(SEED.read_bytes())
BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><ofd:OFD>&d;</ofd:OFD>'


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (encrypted(), EncryptedError, "encrypted"),
        (packed({**SEED_PARTS, "Doc_0/Encryptions.xml": b"<a/>"}), EncryptedError, "encryption"),
        (SEED.read_bytes()[:90_000], TruncatedError, "damaged"),
        (changed("OFD.xml", lambda _: BOMB), TruncatedError, "entities"),
        (changed("OFD.xml", lambda _: BOMB.decode().encode("utf-16")), TruncatedError, "entities"),
        (changed("OFD.xml", lambda xml: xml.replace(b"Document.xml", b"None.xml")), TruncatedError, "lacks"),
        (changed("OFD.xml", lambda _: b"\x00\x01"), TruncatedError, "damaged"),
        (changed("Doc_0/Document.xml", lambda _: b"<ofd:Document"), TruncatedError, "damaged"),
        (NO_PAGES, TruncatedError, "no pages"),
        (packed({**SEED_PARTS, "../../outside.xml": b"<a/>"}), TruncatedError, "outside"),
        (packed({**SEED_PARTS, "Doc_0/zeros.png": bytes(9_000_000)}), FileTooLargeError, "200 times"),
        (packed({"a.txt": b"some other archive"}), UnsupportedTypeError, "OFD"),
        (packed({"inner/license.ofd": SEED.read_bytes()}, zipfile.ZIP_STORED), UnsupportedTypeError, "OFD"),
        (b"PK\x03\x04" + bytes(500), UnsupportedTypeError, "OFD"),
    ],
)  # fmt: skip
def test_bad_files_are_typed_errors(tmp_path: Path, data: bytes, error: type[InputError], word: str) -> None:
    with pytest.raises(error, match=word):
        load(data, tmp_path)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(max_pages=4), TooManyPagesError),
        (Limits(max_package_parts=5), FileTooLargeError),
        (Limits(max_package_bytes=100_000), FileTooLargeError),
        (Limits(max_stream_bytes=60_000), FileTooLargeError),
    ],
)
def test_limits_hold(tmp_path: Path, limits: Limits, error: type[InputError]) -> None:
    with pytest.raises(error, match="limit"):
        load(SEED.read_bytes(), tmp_path, limits)


def test_a_large_page_is_drawn_within_the_limit_and_a_slow_one_given_up(tmp_path: Path) -> None:
    area = one_page(text_object())
    small = only_page(load(area, tmp_path, Limits(max_pixels=40_000)))
    assert small.image.shape[0] * small.image.shape[1] <= 40_000
    assert only_failure(load(area, tmp_path, Limits(max_page_seconds=1e-9))).code == "damaged"


def test_units_within_units_do_not_multiply(tmp_path: Path) -> None:
    def unit(number: int) -> str:
        inside = f'<ofd:CompositeObject ID="1" ResourceID="{number + 1}" Boundary="0 0 9 9"/>' * 10
        content = f"<ofd:Content>{inside if number < 12 else text_object()}</ofd:Content>"
        return f'<ofd:CompositeGraphicUnit ID="{number}">{content}</ofd:CompositeGraphicUnit>'

    units = f"<ofd:CompositeGraphicUnits>{''.join(map(unit, range(13)))}</ofd:CompositeGraphicUnits>"
    use = '<ofd:CompositeObject ID="8" ResourceID="0" Boundary="0 0 9 9"/>'
    assert only_failure(load(one_page(use, resources=units), tmp_path)).code == "damaged"
    deep = "<ofd:PageBlock>" * 40 + text_object() + "</ofd:PageBlock>" * 40
    assert only_failure(load(one_page(deep), tmp_path)).code == "damaged"
    assert only_failure(load(one_page(text_object("字" * 60_000)), tmp_path)).code == "damaged"
    outline = f"<ofd:AbbreviatedData>M 0 0 {'L 1 1 ' * 150_000}</ofd:AbbreviatedData>"
    line = f'<ofd:PathObject ID="1" Boundary="0 0 9 9">{outline}</ofd:PathObject>'
    unit = f'<ofd:CompositeGraphicUnit ID="0"><ofd:Content>{line}</ofd:Content></ofd:CompositeGraphicUnit>'
    units = f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits>"
    assert only_failure(load(one_page(use * 7, resources=units), tmp_path)).code == "damaged"


def test_a_damaged_page_leaves_the_others(tmp_path: Path) -> None:
    pages = list(load(changed("Doc_0/Pages/Page_1/Content.xml", lambda xml: xml[:300]), tmp_path).pages)
    assert [getattr(page, "code", "read") for page in pages] == ["read", "damaged", "read", "read", "read"]
    assert [page.page_no for page in pages] == [1, 2, 3, 4, 5]


def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ofdkit" else find(name))
    with pytest.raises(ExtraMissingError, match=r"licet\[ofd\]"):
        load(SEED.read_bytes(), tmp_path)
