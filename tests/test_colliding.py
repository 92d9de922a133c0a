"""Characters of a PDF that are not seen though there is ink at them: another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.load.colliding import part_colliding
from pipeline.load.file import load_file
from pipeline.options import Limits
from pipeline.page_image import PageImage, TextChar
from pipeline.read_page import read_page
from schemas.geometry import BBox
from schemas.page import PageOrigin
from tests.files import assembled, stream, text_pdf
from tests.remembering import default_engine

_NUMBER = "B2-20240286"
_PATCH = "1 1 1 rg 30 190 300 30 re f 0 g "


@pytest.fixture
def load(tmp_path: Path) -> Callable[[bytes], PageImage]:
    def write_and_load(data: bytes) -> PageImage:
        path = tmp_path / "a file.pdf"
        path.write_bytes(data)
        (page,) = load_file(path, Limits()).pages
        assert isinstance(page, PageImage), page
        return page

    return write_and_load


@pytest.fixture
def read(load: Callable[[bytes], PageImage]) -> Callable[[bytes], str]:
    return lambda data: "".join(char.text for char in load(data).chars)


def _text(text: str, y: float = 200, x: float = 40, size: float = 24, mode: int = 0) -> str:
    return f"BT {mode} Tr /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


def _layered(content: str, default: str, more: str = "/Properties << /L1 6 0 R >>") -> bytes:
    """A page on which /L1 is a layer, and the document's ``default`` configuration of its layers."""
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    resources = f"/Font << /F1 4 0 R >> {more}"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R"
            f" /OCProperties << /OCGs [6 0 R] /D << {default} >> >> >>".encode(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources << {resources} >>"
            " /Contents 5 0 R >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            stream(content.encode()),
            b"<< /Type /OCG /Name (alternative) >>",
            stream(b"", f"{form} /OC 6 0 R"),
            stream(b"", f"{form} /Resources << /XObject << /F 7 0 R >> >>"),
            stream(b"", f"{form} /Resources << /XObject << /F 9 0 R >> >>"),
        ]
    )


def test_text_set_to_be_invisible_is_not_read_where_other_text_has_ink(read) -> None:
    print_ = "".join(_text(letter, x=40 + 20 * n) for n, letter in enumerate(_NUMBER))
    assert read(text_pdf(print_ + _text("B2-19990001", mode=3))) == _NUMBER


@pytest.mark.parametrize("down", [0, 8, -9])
def test_a_correction_over_a_white_patch_is_for_ocr(read, down: int) -> None:
    old = _text("LICENSE B2-19990001")
    assert read(text_pdf(old + _PATCH + _text(f"LICENSE {_NUMBER}", y=200 + down))) == ""


def _corrected(rows: int) -> bytes:
    """A page of names, below them so many numbers that were each set over another under a white patch."""
    names = "".join(_text(f"NAME {row} OF SOMEBODY", y=270 - 30 * row) for row in range(3))
    old = "".join(_text("LICENSE B2-19990001", y=170 - 40 * row) for row in range(rows))
    new = "".join(_text(f"LICENSE {_NUMBER}", y=172 - 40 * row) for row in range(rows))
    return text_pdf(names + old + "1 1 1 rg 30 20 300 170 re f 0 g " + new)


def test_of_a_row_that_was_corrected_pixels_tell_and_of_the_others_the_file(load) -> None:
    page = load(_corrected(1))
    assert "".join(char.text for char in page.chars).count("SOMEBODY") == 3
    read = read_page(default_engine(), page)
    assert read.origin is PageOrigin.TEXT_LAYER
    told = {line.text: line.engine == "textlayer" for line in read.lines}
    assert told.pop(f"LICENSE {_NUMBER}") is False
    assert all(told.values()) and len(told) == 3


def test_a_row_that_is_not_read_surely_leaves_the_page_to_the_pixels(load) -> None:
    page = load(_corrected(1))
    unread = (*page.left_to_pixels, BBox(left=900, top=700, right=920, bottom=720))
    read = read_page(default_engine(), replace(page, left_to_pixels=unread))
    assert read.origin is not PageOrigin.TEXT_LAYER


def test_a_page_of_many_corrected_rows_is_for_ocr(load) -> None:
    assert load(_corrected(3)).chars
    assert load(_corrected(4)).chars == ()


def test_a_file_made_to_be_slow_is_for_ocr() -> None:
    """Fifty thousand letters on one place would be compared for minutes."""
    letter = TextChar("A", BBox(left=10, top=10, right=20, bottom=20))
    assert part_colliding([letter] * 50_000) is None
    assert part_colliding([letter] * 2) == ((letter, letter), ())
    assert part_colliding([]) == ((), ())


def test_a_bold_made_of_two_prints_and_close_rows_are_read(read) -> None:
    bold = _text(_NUMBER) + _text(_NUMBER, x=40.4)
    assert read(text_pdf(bold)) == _NUMBER
    assert read(text_pdf(_text(_NUMBER) + _text("LICENSE", y=176))) == _NUMBER + "LICENSE"
    assert read(text_pdf(_text(_NUMBER) + _text("___________", y=198))) == _NUMBER + "___________"


@pytest.mark.parametrize(
    ("default", "is_read"), [("/OFF [6 0 R]", False), ("/BaseState /OFF", False), ("/ON [6 0 R]", True)]
)
def test_a_file_with_layers_off_is_for_ocr(read, default: str, is_read: bool) -> None:
    content = _text(_NUMBER) + "/OC /L1 BDC " + _text("LICENSE", y=100) + "EMC"
    assert bool(read(_layered(content, default))) is is_read


@pytest.mark.parametrize(
    ("resources", "is_read"),
    [
        ("", True),
        ("/Properties << /P << /Type /Pagination >> >>", True),
        ("/XObject << /C 9 0 R >>", True),
        ("/XObject << /A 7 0 R >>", False),
        ("/XObject << /B 8 0 R >>", False),
    ],
)
def test_a_page_without_layers_is_read_in_a_file_with_layers_off(read, resources: str, is_read: bool) -> None:
    assert bool(read(_layered(_text(_NUMBER), "/OFF [6 0 R]", resources))) is is_read


def test_type_that_is_too_small_to_see_is_not_read(read) -> None:
    assert read(text_pdf(_text(_NUMBER) + _text("1999", x=60, y=205, size=0.2))) == _NUMBER
