"""Which reader a PDF's characters are taken from."""

from __future__ import annotations

import fpdf
import pytest

from pipeline.load.pdf import open_pdf
from pipeline.load.pdf_plumber import PlumberReader
from pipeline.load.pdf_text import _of_type_height
from pipeline.ocr.textlayer import TextLayer
from pipeline.options import Limits
from pipeline.page_image import PageImage
from samples.fonts import FACES, face_path
from schemas.page import UNREAD
from tests.files import assembled, stream, text_pdf

NUMBER = "B2-20240286"
SHOWN = f"BT /F1 24 Tf 40 200 Td ({NUMBER}) Tj ET"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the pages that pdfplumber is asked for."""
    pages: list[int] = []
    opened = PlumberReader._open

    def note(reader: PlumberReader, page_no: int):
        pages.append(page_no)
        return opened(reader, page_no)

    monkeypatch.setattr(PlumberReader, "_open", note)
    return pages


def read(data: bytes) -> str:
    _, pages, _ = open_pdf(data, Limits())
    (page,) = pages
    assert isinstance(page, PageImage), page
    return "".join(char.text for char in page.chars)


def with_gap() -> bytes:
    """A page whose font maps its last figure to a code of private use."""
    codes = "".join(
        f"<{ord(char):02x}> <{0xE000 if char == '6' else ord(char):04x}>\n" for char in sorted(set(NUMBER))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(set(NUMBER))} beginbfchar\n{codes}"
        "endbfchar endcmap end end"
    )
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources << /Font << /F1 4 0 R >> >>"
            b" /Contents 5 0 R >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
            b" /ToUnicode 6 0 R >>",
            stream(SHOWN.encode()),
            stream(cmap.encode()),
        ]
    )


def test_a_page_whose_characters_pdfium_knows_is_read_by_it_alone(asked: list[int]) -> None:
    assert read(text_pdf(SHOWN)) == NUMBER
    assert asked == []


def test_the_other_reader_is_asked_for_what_pdfium_knows_no_meaning_of(asked: list[int]) -> None:
    assert read(with_gap()) == NUMBER.replace("6", UNREAD)
    assert asked == [1]


def without_face(text: str, width: int) -> bytes:
    """A page in a face that the file has not, whose Latin letters are ``width`` thousandths of its size."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources << /Font << /F1 4 0 R >> >>"
            b" /Contents 7 0 R >>",
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [5 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >>"
            b" /W [1 [%s]] >>" % b" ".join([b"%d" % width] * 95),
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
            b" /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
            stream(f"BT /F1 12 Tf 40 200 Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()),
        ]
    )


def test_letters_of_a_face_that_the_file_has_not_are_as_wide_as_it_says() -> None:
    """A face that stands in for it is drawn as narrow, and pdfium's boxes lay over one another."""
    _, pages, _ = open_pdf(without_face("域名lilt.cn", width=228), Limits())
    (page,) = pages
    assert isinstance(page, PageImage), page
    assert page.left_to_pixels == ()
    assert [line.text for line in TextLayer().read_page(page)] == ["域名lilt.cn"]
    letters = [char.box for char in page.chars[2:]]
    assert [box.width for box in letters] == pytest.approx([12 * 0.228 / 72 * 200] * 7, rel=0.02)


def test_a_broken_file_is_none_to_the_other_reader(asked: list[int]) -> None:
    reader = PlumberReader(b"%PDF-1.7\n%%EOF")
    assert not reader.may_hide(1)
    assert asked == [1]


@pytest.mark.parametrize(("gap", "lines"), [(1.5, ["公司名称 北京云栖"]), (2.4, ["公司名称", "北京云栖"])])
def test_columns_are_told_by_the_size_of_type_however_high_its_face_is(gap: float, lines: list[str]) -> None:
    """Noto's characters are 1.45 times as high as their type from the lowest to the highest."""
    document = fpdf.FPDF(unit="pt", format=(400, 300))
    document.add_page()
    document.add_font("noto", fname=face_path("song_noto"), collection_font_number=FACES["song_noto"].index)
    document.set_font("noto", size=20)
    document.text(40, 100, "公司名称")
    document.text(40 + 20 * (4 + gap), 100, "北京云栖")
    _, pages, _ = open_pdf(bytes(document.output()), Limits())
    (page,) = pages
    assert isinstance(page, PageImage), page
    found = TextLayer().read_page(page)
    assert [line.text for line in found] == lines
    assert found[0].quad.bbox.height == pytest.approx(20 / 72 * 200, rel=0.02)


@pytest.mark.parametrize(
    ("up", "box"),
    [
        ((0.0, 10.0), (0.0, 0.0, 8.0, 10.0)),
        ((0.0, -10.0), (0.0, 4.5, 8.0, 14.5)),  # upside down
        ((0.0, 20.0), (0.0, 0.0, 8.0, 14.5)),
        ((0.0, 0.5), (0.0, 0.0, 8.0, 14.5)),  # a face in units of its own
        ((-6.0, 0.0), (2.0, 0.0, 8.0, 14.5)),  # turned to the left
        ((6.0, 0.0), (0.0, 0.0, 6.0, 14.5)),
        ((0.0, 0.0), (0.0, 0.0, 8.0, 14.5)),
    ],
)
def test_a_box_is_as_high_as_its_type_in_each_direction(
    up: tuple[float, float], box: tuple[float, ...]
) -> None:
    assert _of_type_height((0.0, 0.0, 8.0, 14.5), *up) == box
