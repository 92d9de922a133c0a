"""Loading PDF: scans at their own resolution, born-digital pages with every character they show."""

from __future__ import annotations

import json
import math
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from pipeline.load.file import LoadedFile, load_file
from pipeline.load.placed_chars import chars_are_readable
from pipeline.ocr.textlayer import TextLayer
from pipeline.options import Limits
from pipeline.page_image import PageImage, TextChar
from pipeline.preprocess.line_shape import length, slant, thickness
from schemas.errors import EncryptedError
from schemas.geometry import BBox
from schemas.outcome import PageFailure
from schemas.page import InkLayer
from tests.files import assembled, marked_picture, stream, text_pdf

_SEED = Path(__file__).parent.parent / "samples" / "seed-pdf"
_SAMPLE = "BT /F1 24 Tf 40 200 Td (LICENSE 20240286) Tj ET"


@pytest.fixture
def load(tmp_path: Path):
    def write_and_load(data: bytes, limits: Limits | None = None) -> LoadedFile:
        path = tmp_path / "a file.pdf"
        path.write_bytes(data)
        return load_file(path, limits or Limits())

    return write_and_load


def _only_page(loaded: LoadedFile) -> PageImage:
    (page,) = loaded.pages
    assert isinstance(page, PageImage), page
    return page


_BOXES = "/MediaBox [50 30 450 330] /CropBox [80 50 440 310]"
_TURNED = {  # text that is upright once the page is turned, in page space
    0: "1 0 0 1 110 200",
    90: "0 1 -1 0 250 90",
    180: "-1 0 0 -1 400 120",
    270: "0 -1 1 0 200 290",
}


def _assert_on_ink(page: PageImage) -> None:
    """The page shows one line, and its characters lie on it from left to right."""
    assert "".join(char.text for char in page.chars) == "LICENSE 20240286"
    ink_rows, ink_columns = np.nonzero(page.image.min(axis=2) < 128)
    marks = [char.box for char in page.chars if char.text != " "]
    assert abs(min(box.left for box in marks) - ink_columns.min()) < 8
    assert abs(max(box.right for box in marks) - ink_columns.max()) < 8
    assert min(box.top for box in marks) < ink_rows.min() + 1
    assert max(box.bottom for box in marks) > ink_rows.max()
    assert [box.left for box in marks] == sorted(box.left for box in marks)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("boxes", ["/MediaBox [0 0 450 330]", _BOXES])
def test_characters_lie_on_their_ink_however_the_page_is_turned(load, rotation: int, boxes: str) -> None:
    content = f"BT /F1 18 Tf {_TURNED[rotation]} Tm (LICENSE 20240286) Tj ET"
    page = _only_page(load(text_pdf(content, page=f"{boxes} /Rotate {rotation}")))
    assert page.dpi == pytest.approx(200)
    _assert_on_ink(page)


_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /{name} def /CMapType {kind} def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{mapping}
endcmap end end"""


def _own_cmap_pdf(content: str, page: str) -> bytes:
    """A page whose font /F1 is encoded by a CMap of its own, which pdfminer cannot read; /F2 is plain."""
    encoding = _CMAP.format(name="Own", kind=1, mapping="1 begincidrange <0000> <FFFF> 0 endcidrange")
    to_unicode = _CMAP.format(name="Text", kind=2, mapping="1 beginbfrange <0020> <007E> <0020> endbfrange")
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    fonts = "/Font << /F1 5 0 R /F2 9 0 R >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {page} /Resources << {fonts} >> /Contents 4 0 R >>".encode(),
            stream(content.encode()),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding 7 0 R"
            b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica {system} /DW 600"
            " /FontDescriptor 10 0 R >>".encode(),
            stream(encoding.encode(), f"/Type /CMap /CMapName /Own {system}"),
            stream(to_unicode.encode()),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontBBox [-166 -225 1000 931]"
            b" /ItalicAngle 0 /Ascent 718 /Descent -207 /CapHeight 718 /StemV 88 >>",
        ]
    )


def _codes(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}>"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("boxes", ["/MediaBox [0 0 450 330]", _BOXES])
def test_a_font_with_its_own_encoding_is_read_in_its_place(load, rotation: int, boxes: str) -> None:
    content = f"BT /F1 18 Tf {_TURNED[rotation]} Tm {_codes('LICENSE 20240286')} Tj ET"
    _assert_on_ink(_only_page(load(_own_cmap_pdf(content, f"{boxes} /Rotate {rotation}"))))


def test_a_part_in_another_font_does_not_hide_that_the_rest_is_missed(load) -> None:
    own = f"BT /F1 18 Tf 40 200 Td {_codes('B2-20240286')} Tj ET "
    plain = "BT /F2 18 Tf 40 100 Td (LICENSE AND ITS LONG TEXT) Tj ET"
    page = _only_page(load(_own_cmap_pdf(own + plain, "/MediaBox [0 0 450 330]")))
    assert "".join(char.text for char in page.chars) == "B2-20240286LICENSE AND ITS LONG TEXT"


def test_a_watermark_in_another_font_is_not_all_that_a_page_says(load) -> None:
    """One reader passes over the font of the level text, so that more would stand aslant than level."""
    own = f"BT /F1 18 Tf 40 200 Td {_codes('LICENSE 20240286')} Tj ET "
    tiles = "".join(_turned_text("FILING", 30, 20 + 130 * n, 60) for n in range(3)).replace("/F1", "/F2")
    page = _only_page(load(_own_cmap_pdf(own + tiles, "/MediaBox [0 0 450 330]")))
    assert "".join(char.text for char in page.chars if not char.angle) == "LICENSE 20240286"
    assert sum(char.angle != 0 for char in page.chars) == 3 * len("FILING")


def _turned_text(text: str, degrees: float, x: float, y: float) -> str:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f" BT /F1 18 Tf {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {x} {y} Tm ({text}) Tj ET"


@pytest.mark.parametrize(
    ("text", "degrees", "angle"),
    [
        ("ONLY FOR FILING", 30, 30),  # a watermark
        ("ONLY FOR FILING", -45, -45),
        ("ONLY FOR FILING", 5.5, 5.5),  # a stamp
        ("FILED", 2, 0),  # so little askew that it stands in a level row
    ],
)
def test_text_aslant_is_read_along_its_direction(load, text: str, degrees: float, angle: float) -> None:
    page = _only_page(load(text_pdf(_SAMPLE + _turned_text(text, degrees, 60, 80 if degrees > 0 else 170))))
    lines = TextLayer().read_page(page)
    line = next(line for line in lines if line.text == text.replace(" ", ""))
    assert len(lines) == 2
    assert slant(line.quad) == pytest.approx(-angle, abs=0.1)
    assert length(line.quad) > 7 * thickness(line.quad) if angle else length(line.quad) > 0


@pytest.mark.parametrize(
    "text",
    [
        _turned_text("VOID", 90, 60, 80),  # of a page on its side, perhaps
        _turned_text("ONLY FOR THE FILING OF THIS", 4, 60, 80),  # more than stands level
        _turned_text("V", 30, 60, 80) + _turned_text("O", -20, 200, 80),  # each sign another way
        " 1 1 1 rg" + _turned_text("ONLY FOR FILING", 30, 60, 80),  # white on white
        " 1 1 1 rg" + _turned_text("ONLY FOR FILING", 30, 100, 250),  # shows where print lies under it
    ],
)
def test_text_aslant_that_cannot_be_trusted_sends_the_page_to_ocr(load, text: str) -> None:
    page = _only_page(load(text_pdf(_SAMPLE + text)))
    assert page.chars == ()


def test_digits_that_are_turned_one_by_one_stand_in_their_row(load) -> None:
    digits = "".join(_turned_text(digit, turn, 60 + 12 * n, 80) for n, (digit, turn) in enumerate(
        [("2", -9), ("0", 3), ("2", -11), ("4", 7)]
    ))  # fmt: skip
    page = _only_page(load(text_pdf(_SAMPLE + digits)))
    assert [line.text for line in TextLayer().read_page(page)][1:] == ["2024"]


def test_tiles_of_a_watermark_are_told_from_the_text(load) -> None:
    tiles = "".join(_turned_text("FILING", 30, 20 + 130 * n, 60) for n in range(3))
    tiles += _turned_text("FILING", 30, -30, 110) + _turned_text("FILING", 30, 385, 160)  # cut by the edges
    page = _only_page(load(text_pdf(_SAMPLE + tiles)))
    pale = [line.text for line in TextLayer().read_page(page) if line.layer is InkLayer.PALE]
    assert pale == ["FILING"] * 3
    stamped = _SAMPLE + _turned_text("FILED", 30, 150, 100)  # says it once and stays
    page = _only_page(load(text_pdf(stamped + tiles)))
    plain = _only_page(load(text_pdf(stamped)))
    assert plain.without_tiles is None
    np.testing.assert_array_equal(page.without_tiles, plain.image)
    assert (page.image != plain.image).any()


def test_every_page_of_the_seed_is_read_from_its_text() -> None:
    record = json.loads((_SEED / "expected.json").read_text(encoding="utf-8"))
    annex, restriction = record["annexes"][0], record["use_restrictions"][0]
    clauses = record["provisions"]
    words = (
        [record["license_number"], record["company"], record["legal_representative"]],
        [annex["websites"][0]["domains"][0], annex["access_provider"], restriction["purpose"]],
        [clause["text"] for clause in clauses[:8]],
        [clause["text"] for clause in clauses[9:14]],
        [item["text"] for item in clauses[14]["items"][6:]],
    )
    pages = list(load_file(_SEED / "license.pdf", Limits()).pages)
    assert len(pages) == len(words)
    for page, expected in zip(pages, words, strict=True):
        text = _plain("".join(char.text for char in page.chars))
        assert [word for word in expected if _plain(word) not in text] == []


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_a_scan_is_rasterized_at_its_own_resolution(load) -> None:
    photo = PillowImage.effect_noise((600, 450), 80).convert("RGB")  # 400 × 300 points: 108 dpi
    page = _only_page(load(text_pdf("400 0 0 300 0 0 cm /Im1 Do", picture=photo)))
    assert page.dpi == pytest.approx(108, abs=0.5) and page.chars == ()
    assert abs(page.image.shape[1] - 600) <= 1 and abs(page.image.shape[0] - 450) <= 1
    tiny = _only_page(load(text_pdf("400 0 0 300 0 0 cm /Im1 Do", picture=marked_picture(40, 30))))
    assert tiny.dpi == pytest.approx(72)


def test_an_image_within_a_form_is_measured_on_the_page(load) -> None:
    photo = PillowImage.effect_noise((600, 450), 80).convert("RGB")
    data = text_pdf("200 0 0 150 0 0 cm /Fm1 Do", picture=photo, form="/Im1 Do")
    assert _only_page(load(data)).dpi == pytest.approx(108, abs=0.5)


def test_text_on_a_scan_does_not_make_it_born_digital(load) -> None:
    photo = PillowImage.effect_noise((600, 450), 80).convert("RGB")
    drawn = "q 400 0 0 300 0 0 cm /Im1 Do Q "
    hidden = _only_page(load(text_pdf(drawn + "3 Tr " + _SAMPLE, picture=photo)))
    assert hidden.chars == () and hidden.dpi == pytest.approx(108, abs=0.5)
    stamped = _only_page(load(text_pdf(drawn + _SAMPLE, picture=photo)))
    assert stamped.chars == () and stamped.dpi == pytest.approx(200)  # its type needs more than 108


def test_a_small_picture_leaves_a_page_born_digital(load) -> None:
    data = text_pdf("q 60 0 0 60 300 20 cm /Im1 Do Q " + _SAMPLE, picture=marked_picture())
    assert len(_only_page(load(data)).chars) == 16


@pytest.mark.parametrize(
    "content",
    [
        "3 Tr " + _SAMPLE,  # hidden
        "1 1 1 rg " + _SAMPLE,  # white on white
        "BT /F1 24 Tf 0 1 -1 0 200 20 Tm (LICENSE 20240286) Tj ET",  # sideways: orientation is OCR's
        "BT /F1 24 Tf 40 200 Td (7) Tj ET",  # a page number
        "10 10 300 200 re f",
        "",
    ],
)
def test_pages_that_need_ocr_have_no_characters(load, content: str) -> None:
    assert _only_page(load(text_pdf(content))).chars == ()


def test_an_absurd_page_is_drawn_within_the_limit(load) -> None:
    limits = Limits(max_pixels=1_000_000)
    for box in ("[0 0 14400 14400]", "[0 0 14400 3]"):
        page = _only_page(load(text_pdf(_SAMPLE, page=f"/MediaBox {box}"), limits))
        assert page.image.shape[0] * page.image.shape[1] <= limits.max_pixels


def test_a_huge_image_in_a_pdf_is_refused_before_it_is_decoded(load) -> None:
    data = text_pdf("400 0 0 300 0 0 cm /Im1 Do", picture=marked_picture())
    (page,) = load(data, Limits(max_pixels=2000)).pages
    assert isinstance(page, PageFailure) and page.code == "too_many_pixels"


def test_encryption(load) -> None:
    fpdf = pytest.importorskip("fpdf")
    for user_password, opens in (("", True), ("secret", False)):
        document = fpdf.FPDF()
        document.set_encryption(owner_password="owner", user_password=user_password)
        document.add_page()
        document.set_font("Helvetica", size=24)
        document.cell(text="LICENSE 20240286")
        data = bytes(document.output())
        if opens:
            assert len(_only_page(load(data)).chars) == 16
        else:
            with pytest.raises(EncryptedError, match="password"):
                load(data)


def test_readable_characters() -> None:
    box = BBox(left=0, top=0, right=1, bottom=1)
    good = [TextChar(text=text, box=box) for text in "京B2-20240286"]
    bad = TextChar(text="\ufffd", box=box)
    assert chars_are_readable([*good, bad])
    assert not chars_are_readable([*good, bad, bad])
    assert not chars_are_readable([])
