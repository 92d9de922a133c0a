"""Pages that draw by what their PDF does not have are told; what honest makers leave out is no lack."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
import pytest

from pipeline.load.file import load_file
from pipeline.load.pdf_lacking import find_lacking
from pipeline.load.pdf_objects import PdfObjects, parse_object
from pipeline.options import Limits
from schemas.outcome import PageFailure
from schemas.page import Carried
from tests.files import assembled, stream

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PICTURE = stream(b"\0" * 64, "/Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8")
BOX = "/Type /XObject /Subtype /Form /BBox [0 0 200 200]"
NAMED = "/Font << /F 5 0 R >> /XObject << /I 6 0 R /X 7 0 R /N null /O 99 0 R >>"
TYPED, PAINTED = "BT /F 12 Tf 20 20 Td (a) Tj ET ", "q 9 0 0 9 0 0 cm /I Do Q "


def drawn(
    content: str,
    *,
    page: str = f"/Resources << {NAMED} >>",
    above: str = "",
    form: str = f"/Resources << {NAMED} >>",
    inner: str = PAINTED,
    font: bytes = FONT,
) -> bytes:
    """A page of this content, with a font F, a picture I, a form X that draws ``inner``, and two names of
    nothing; ``page`` and ``above`` stand in its dictionary and in that of the tree of pages."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [3 0 R] /Count 1 {above} >>".encode(),
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents [4 0 R] {page} >>".encode(),
            stream(content.encode()),
            font,
            PICTURE,
            stream(inner.encode(), f"{BOX} {form}"),
        ]
    )


def lacks(data: bytes) -> bool:
    return bool(find_lacking(PdfObjects(data, Limits()), 1, Limits()))


WHOLE = {
    "all is there": drawn(TYPED + PAINTED + "/X Do"),
    "names from above": drawn(TYPED + PAINTED, page="", above=f"/Resources << {NAMED} >>"),
    "names of nothing, not used": drawn(TYPED),
    "a form with the names of its page": drawn("/X Do", form="", inner=TYPED + PAINTED),
    "a form that lacks a name of its page": drawn("/X Do", form="/Resources << >>", inner=PAINTED),
    "a form of names, not drawn": drawn(TYPED, inner="/Gone Do"),
    "words in a string": drawn(r"BT /F 9 Tf (see /Gone Do and \) /Gone 9 Tf) Tj ET"),
    "words in a comment": drawn("% /Gone Do\n" + TYPED),
    "a font that sets nothing": drawn("q BT /Gone 9 Tf ET Q " + TYPED),
    "a layer that may be off": drawn("/OC /L BDC /I Do EMC"),
    "an escaped name": drawn("/#49 Do"),
    "a name that ends another way": drawn("/I Do\n/I\r\nDo"),
}
LACKING = {
    "a picture of no name": drawn("/Gone Do"),
    "a name of null": drawn("/N Do"),
    "an object that is not there": drawn("/O Do"),
    "no picture but a font": drawn("/F Do", page="/Resources << /XObject << /F 5 0 R >> >>"),
    "no names": drawn(PAINTED, page=""),
    "a font of no name": drawn("BT /Gone 9 Tf (a) Tj ET"),
    "a font before and after another": drawn("/Gone 9 Tf q /F 9 Tf (a) Tj Q [(a)] TJ"),
    "a picture in a form": drawn("/X Do", inner="/Gone Do"),
    "the program of a font": drawn(TYPED, font=FONT[:-3] + b"/FontDescriptor << /FontFile2 98 0 R >> >>"),
    "a font within a font": drawn(TYPED, font=FONT[:-3] + b"/DescendantFonts [98 0 R] >>"),
    "content": drawn(TYPED, page=f"/Contents [4 0 R 97 0 R] /Resources << {NAMED} >>"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_that_has_all_it_draws_by(name: str) -> None:
    assert not lacks(WHOLE[name])


@pytest.mark.parametrize("name", LACKING)
def test_a_page_that_draws_by_what_is_not_there(name: str) -> None:
    assert lacks(LACKING[name])


@pytest.mark.parametrize("packed", [False, True], ids=["encrypted", "objects in a stream"])
@pytest.mark.parametrize(("content", "told"), [(TYPED + PAINTED, False), (TYPED + "/Gone Do", True)])
def test_however_it_is_packed(tmp_path: Path, content: str, told: bool, packed: bool) -> None:
    protection = None if packed else pikepdf.Encryption(owner="x", user="")
    with pikepdf.open(io.BytesIO(drawn(content))) as document:
        document.save(
            tmp_path / "a.pdf", encryption=protection, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    loaded = load_file(tmp_path / "a.pdf", Limits())
    assert (Carried.DAMAGE in loaded.carried) is told
    assert not any(isinstance(page, PageFailure) for page in loaded.pages)


def test_what_a_later_part_of_a_file_adds_is_there() -> None:
    data = drawn("/O Do")
    assert not lacks(data + b"99 0 obj\n" + PICTURE + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF")


def test_a_page_that_shows_nothing_for_a_lack_is_not_blank(tmp_path: Path) -> None:
    for content, expected in (("/Gone Do", "damaged"), ("q Q", "read"), ("/Gone Do " + PAINTED, "read")):
        (tmp_path / "a.pdf").write_bytes(drawn(content))
        (page,) = load_file(tmp_path / "a.pdf", Limits()).pages
        assert (page.code if isinstance(page, PageFailure) else "read") == expected


def test_a_file_that_cannot_be_followed_is_not_judged() -> None:
    broken = drawn("/Gone Do").replace(b"/Kids", b"/Sons")
    assert not find_lacking(PdfObjects(broken, Limits()), 2, Limits())
    assert not find_lacking(PdfObjects(b"", Limits()), 1, Limits())


@pytest.mark.parametrize("text", [b"<< /A [1 0 R", b">>", b"]", b"", b"null", b"<< /A ((( >>" * 9])
def test_broken_objects_are_nothing(text: bytes) -> None:
    assert not parse_object(text, 0, len(text))


@pytest.mark.parametrize("junk", [r"\(", "BI ", "<0", "'"])
def test_what_does_not_end_is_passed_over_in_no_time(junk: str) -> None:
    start = time.thread_time()
    assert lacks(drawn("/Gone Do " + junk * 300_000))
    assert parse_object(b"<<" + junk.encode() * 300_000, 0, 600_002) is None
    assert time.thread_time() - start < 5.0
