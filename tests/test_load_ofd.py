"""Loading OFD: its own characters where it has them, its pictures else; bad files are typed errors."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import ofdkit
import pytest
from PIL import Image as PillowImage

from pipeline.load import ofd_fonts
from pipeline.load.file import load_file
from pipeline.load.ofd_path import to_lines
from pipeline.load.sniff import OFD
from pipeline.options import Limits
from pipeline.page_image import PageImage
from samples.ofd import write_ofd, write_picture_ofd
from samples.raster import sheet_to_pixels
from samples.seed import compose_seed
from samples.sheet import TileMark
from schemas.outcome import PageFailure
from tests.ofd import (
    LINE,
    SEED,
    changed,
    element,
    load,
    one_page,
    only_failure,
    only_page,
    packed,
    parts_of,
    text_object,
)

MM = 200 / 25.4  # pixels of a page drawn at 200 dpi


def text_of(page: PageImage) -> str:
    return "".join(char.text for char in page.chars)


def flat(text: str) -> str:
    return "".join(text.split())


def test_the_seed_gives_its_characters_on_their_ink() -> None:
    loaded = load_file(SEED, Limits())
    pages = list(loaded.pages)
    assert (loaded.media_type, loaded.page_count, len(pages)) == (OFD, 5, 5)
    with ofdkit.open(SEED) as document:
        texts = [page.text() for page in document.pages]
    for page, text in zip(pages, texts, strict=True):
        assert isinstance(page, PageImage)
        assert sorted(flat(text_of(page))) == sorted(flat(text))
        for char in page.chars:
            if not char.text.isspace():
                rows, columns = (slice(int(a), int(b) + 1) for a, b in (_down(char.box), _across(char.box)))
                assert page.image[rows, columns].min() < 140, char


def _down(box):
    return box.top, box.bottom


def _across(box):
    return box.left, box.right


def test_a_page_looks_as_the_sheet_that_it_was_made_from() -> None:
    """Lines, type and the electronic seal stand where the other writers of the same sheet have them."""
    page = next(iter(load_file(SEED, Limits()).pages))
    assert isinstance(page, PageImage)
    sheet = sheet_to_pixels(compose_seed().sheets[0])[:, :, ::-1]
    assert page.image.shape == sheet.shape
    moved = np.roll(page.image, 10, axis=0)
    assert unlikeness(page.image, sheet) < 0.5 * unlikeness(moved, sheet)
    red = (page.image[:, :, 2].astype(int) - page.image[:, :, 1]) > 80
    truth = (sheet[:, :, 2].astype(int) - sheet[:, :, 1]) > 80
    assert (red & truth).sum() > 0.8 * truth.sum()


def unlikeness(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference of two pages seen from afar, in grey levels; edges of single pixels don't count."""
    small = [cv2.resize(image, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA) for image in (one, other)]
    return float(np.abs(small[0].astype(float) - small[1]).mean())


def test_steps_between_characters_are_those_of_the_file(tmp_path: Path) -> None:
    page = only_page(load(one_page(text_object(code='DeltaX="g 3 8 5 5 5 g 7 2.5"')), tmp_path))
    assert text_of(page) == LINE
    lefts = [char.box.left / MM for char in page.chars]
    assert lefts[:6] == pytest.approx([10, 18, 26, 34, 39, 44], abs=0.05)
    assert page.chars[0].box.top / MM == pytest.approx(30 - 4.4, abs=0.1)


def test_a_matrix_moves_and_scales_type(tmp_path: Path) -> None:
    page = only_page(load(one_page(text_object(attributes='CTM="0.5 0 0 0.5 5 0"')), tmp_path))
    assert page.chars[0].box.left / MM == pytest.approx(15, abs=0.05)
    assert page.chars[0].box.height / MM == pytest.approx(2.5, abs=0.05)
    assert page.chars[0].box.bottom / MM == pytest.approx(25.3, abs=0.1)


@pytest.mark.parametrize(
    "hidden",
    [
        text_object("看不见的字样", 'Visible="false"'),
        text_object("看不见的字样", 'Alpha="0"'),
        text_object("看不见的字样", inner='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        text_object("看不见的字样", 'CTM="1 0 0 1 0 14"', '<ofd:FillColor Value="255 255 255"/>'),
    ],
)
def test_what_is_not_seen_is_not_read(tmp_path: Path, hidden: str) -> None:
    page = only_page(load(one_page(text_object() + hidden), tmp_path))
    assert text_of(page) == LINE


@pytest.mark.parametrize("attributes", ['CTM="0.7 0.7 -0.7 0.7 0 0"', 'CharDirection="90"'])
def test_turned_type_is_left_to_ocr(tmp_path: Path, attributes: str) -> None:
    page = only_page(load(one_page(text_object(attributes=attributes)), tmp_path))
    assert page.chars == ()
    assert page.image.min() < 100


def test_type_in_templates_blocks_notes_and_units_is_read(tmp_path: Path) -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="80" Height="20">'
        f"<ofd:Content>{text_object('复合单元里的文字')}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    use = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="0 -15 100 60"/>'
    objects = use + f"<ofd:PageBlock>{text_object()}</ofd:PageBlock>"
    lifted = text_object("模板里的文字内容", 'CTM="1 0 0 1 0 -8"')
    layer = f"<ofd:Layer>{lifted}</ofd:Layer>"
    note = f'<ofd:Appearance Boundary="0 20 90 30">{text_object("注释里的文字内容")}</ofd:Appearance>'
    more = {
        "Doc_0/Template.xml": element("Page", f"<ofd:Content>{layer}</ofd:Content>"),
        "Doc_0/Notes.xml": element(
            "Annotations", '<ofd:Page PageID="1"><ofd:FileLoc>Note.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/Note.xml": element("PageAnnot", f"<ofd:Annot>{note}</ofd:Annot>"),
    }
    parts = parts_of(one_page(objects, more, unit))
    for name, before, added in (
        ("Doc_0/Document.xml", b"</ofd:CommonData>", b'<ofd:TemplatePage ID="3" BaseLoc="Template.xml"/>'),
        ("Doc_0/Document.xml", b"</ofd:Document>", b"<ofd:Annotations>Notes.xml</ofd:Annotations>"),
        ("Doc_0/Page.xml", b"<ofd:Content>", b'<ofd:Template TemplateID="3"/>'),
    ):
        parts[name] = parts[name].replace(before, added + before)
    read = text_of(only_page(load(packed(parts), tmp_path)))
    for text in ("模板里的文字内容", "复合单元里的文字", LINE, "注释里的文字内容"):
        assert text in read


def scan(width: int = 827, height: int = 1169, kind: str = "PNG") -> bytes:
    noise = np.random.default_rng(5).integers(0, 256, (height, width, 3), np.uint8)
    noise[: height // 2, : width // 2] = (10, 200, 90)
    buffer = io.BytesIO()
    PillowImage.fromarray(noise).save(buffer, kind)
    return buffer.getvalue()


def test_a_scan_keeps_its_own_resolution(tmp_path: Path) -> None:
    write_picture_ofd(
        [(scan(), 210.058, 296.926), (scan(1654, 2339), 210.058, 296.926)], tmp_path / "scan.ofd"
    )
    first, second = load((tmp_path / "scan.ofd").read_bytes(), tmp_path).pages
    assert isinstance(first, PageImage)
    assert isinstance(second, PageImage)
    assert (first.chars, second.chars) == ((), ())
    assert first.dpi == pytest.approx(100, abs=0.2)
    assert second.dpi == pytest.approx(200, abs=0.2)
    assert first.image.shape[:2] == pytest.approx((1169, 827), abs=1)
    assert first.image[200, 200].tolist() == [90, 200, 10]


def test_a_picture_of_a_watermark_makes_no_scan(tmp_path: Path) -> None:
    """Nearly all of it is transparent: the page's own characters are still seen."""
    (sheet, *_) = compose_seed().sheets
    write_ofd([sheet], tmp_path / "plain.ofd")
    sheet.add(TileMark("仅供展示使用", "hei", 20, (120, 120, 124), 30, 0.3, 30, 40))
    write_ofd([sheet], tmp_path / "marked.ofd")
    plain, marked = (only_page(load_file(tmp_path / name, Limits())) for name in ("plain.ofd", "marked.ofd"))
    assert plain.chars
    assert marked.chars == plain.chars
    assert (marked.image != plain.image).any(axis=2).mean() > 0.01


def test_a_picture_that_is_not_read_fails_its_page(tmp_path: Path) -> None:
    write_picture_ofd([(scan(40, 60), 50, 75)], tmp_path / "scan.ofd")
    parts = parts_of((tmp_path / "scan.ofd").read_bytes())
    name = next(name for name in parts if "picture" in name)
    assert (
        only_failure(load(packed({**parts, name: b"\x97JB2\r\n\x1a\n" + bytes(40)}), tmp_path)).code
        == "unsupported_type"
    )
    assert only_failure(load(packed({**parts, name: parts[name][:900]}), tmp_path)).code == "damaged"
    del parts[name]
    assert only_failure(load(packed(parts), tmp_path)).code == "damaged"


def test_an_electronic_seal_is_seen_and_may_be_an_ofd_itself(tmp_path: Path) -> None:
    seal = tmp_path / "seal.ofd"
    picture = next(data for name, data in parts_of(SEED.read_bytes()).items() if name.endswith("Seal.esl"))
    write_picture_ofd([(picture[picture.index(b"\x89PNG") :], 42, 42)], seal)
    for data in (
        SEED.read_bytes(),
        changed("Doc_0/Signs/Sign_0/Seal.esl", lambda _: b"0\x82" + seal.read_bytes()),
    ):
        page = next(iter(load(data, tmp_path).pages))
        assert isinstance(page, PageImage)
        red = (page.image[:, :, 2].astype(int) - page.image[:, :, 1]) > 80
        rows, columns = np.nonzero(red[1400:2000, 600:1400])
        assert 300 < np.ptp(rows) < 400
        assert 300 < np.ptp(columns) < 400
    empty = next(
        iter(load(changed("Doc_0/Signs/Sign_0/Seal.esl", lambda _: b"0\x82nothing"), tmp_path).pages)
    )
    assert isinstance(empty, PageFailure)
    assert empty.code == "damaged"


def test_colours_and_styles_of_lines(tmp_path: Path) -> None:
    colour = '<ofd:StrokeColor Value="200 0 0"/>'
    style = f'<ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="2">{colour}</ofd:DrawParam></ofd:DrawParams>'
    box = 'Boundary="0 0 100 60"'
    objects = (
        f'<ofd:PathObject ID="1" {box} DrawParam="5"><ofd:AbbreviatedData>M 5 5 L 95 5</ofd:AbbreviatedData>'
        f'</ofd:PathObject><ofd:PathObject ID="2" {box} Stroke="false" Fill="true">'
        '<ofd:FillColor Value="0 0 200"/>'
        "<ofd:AbbreviatedData>M 40 20 L 60 20 L 60 40 L 40 40 C M 45 25 L 55 25 L 55 35 L 45 35 C"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    image = only_page(load(one_page(objects, resources=style), tmp_path)).image
    places = ((50, 5), (42, 30), (50, 30))
    at = {(x, y): image[round(y * MM), round(x * MM)].tolist() for x, y in places}
    assert at == {(50, 5): [0, 0, 200], (42, 30): [200, 0, 0], (50, 30): [255, 255, 255]}
    assert (image[:, round(20 * MM), 2] == 200).sum() == pytest.approx(2 * MM, abs=3)


def test_outlines_of_every_letter() -> None:
    (line,) = to_lines("S 0 0 L 10 0 Q 15 0 15 5 B 15 10 10 15 5 15 A 5 5 0 0 1 0 10 C")
    assert [(round(x, 6), round(y, 6)) for x, y in (line[0], line[1], line[17], line[33], line[-1])] == [
        (0, 0), (10, 0), (15, 5), (5, 15), (0, 0)
    ]  # fmt: skip
    circle = to_lines("M 10 0 A 10 10 0 1 1 -10 0 A 10 10 0 1 1 10 0 C")[0]
    assert all(abs((x * x + y * y) ** 0.5 - 10) < 1e-6 for x, y in circle)
    assert to_lines("M 0 0 L 5 five") == [[(0.0, 0.0)]]
    assert to_lines("L 5 5") == []


def test_type_without_a_face_stays_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its characters are known all the same; only where pixels must be read is a face needed."""
    monkeypatch.setattr(ofd_fonts, "machine_face", lambda: None)
    assert text_of(only_page(load(one_page(text_object()), tmp_path))) == LINE
    turned = only_failure(load(one_page(text_object(attributes='CharDirection="90"')), tmp_path))
    assert turned.code == "font_missing"
    assert "fonts-noto-cjk" in turned.message


def test_a_face_in_the_file_is_drawn_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = compose_seed().sheets[:1]
    write_ofd(sheets, tmp_path / "with.ofd")
    monkeypatch.setattr(ofd_fonts, "machine_face", lambda: None)
    page = only_page(load_file(tmp_path / "with.ofd", Limits()))
    write_ofd(sheets, tmp_path / "without.ofd", embed=False)
    boxes = only_page(load_file(tmp_path / "without.ofd", Limits()))
    assert page.chars == boxes.chars
    sheet = sheet_to_pixels(sheets[0])[:, :, ::-1]
    assert unlikeness(page.image, sheet) < 0.5 * unlikeness(boxes.image, sheet)
