"""Files made to harm a decoder: sizes that are not there, structures that end nowhere, parts within parts."""

from __future__ import annotations

import zlib

from samples.ofd import NAMESPACE
from tests.files import assembled, coded_pdf, encoded, heic, marked_picture, stream, text_pdf
from tests.ofd import SEED, changed, one_page, packed, parts_of, text_object

_HUGE = 60_000
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def crafted() -> dict[str, bytes]:
    """By name; the same every time."""
    return {**_pictures(), **_tiffs(), **_page_trees(), **_pdfs(), **_coded_pdfs(), **_ofds()}


def patched(data: bytes, at: int, value: bytes) -> bytes:
    """``data`` with other bytes at a place."""
    return data[:at] + value + data[at + len(value) :]


def _pictures() -> dict[str, bytes]:
    picture = marked_picture()
    png, jpeg, bmp = encoded(picture, "PNG"), encoded(picture, "JPEG"), encoded(picture, "BMP")
    webp = encoded(picture, "WEBP")
    frame = jpeg.find(b"\xff\xc0")
    side = _HUGE.to_bytes(4, "big")
    head = png[12:16] + side + side + png[24:29]
    checked = patched(png, 12, head + zlib.crc32(head).to_bytes(4, "big"))
    sound = heic()
    extent = sound.find(b"ispe")
    return {
        "huge.png": checked,
        "huge.jpg": patched(jpeg, frame + 5, b"\xff\xff\xff\xff"),
        "huge.bmp": patched(bmp, 18, _HUGE.to_bytes(4, "little") * 2),
        "negative.bmp": patched(bmp, 22, b"\0\0\0\x80"),
        "huge.webp": patched(webp, 26, b"\xff\x3f\xff\x3f"),
        "sound.heic": sound,
        "huge.heic": patched(sound, extent + 8, side + side),
        "box of no size.heic": patched(sound, sound.find(b"meta") - 4, bytes(4)),
        "box too large.heic": patched(sound, sound.find(b"mdat") - 4, b"\xff\xff\xff\xff"),
        "no pixels.heic": sound[: sound.find(b"mdat") + 4],
        "many scans.jpg": jpeg[:-2] + jpeg[jpeg.find(b"\xff\xda") : -2] * 400 + b"\xff\xd9",
        "bomb.png": _png_with_text_bomb(png),
    }


def _png_with_text_bomb(png: bytes) -> bytes:
    body = b"zTXtComment\0\0" + zlib.compress(bytes(20_000_000), 9)
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return png[:33] + chunk + png[33:]


def _tiffs() -> dict[str, bytes]:
    """Directories that follow one another for ever, and entries that count too much."""
    picture = marked_picture()
    tiff = encoded(picture, "TIFF")
    two = encoded(picture, "TIFF", save_all=True, append_images=[picture])
    packed_tiff = encoded(picture, "TIFF", compression="tiff_lzw")
    return {
        "itself next.tif": _with_next(tiff, int.from_bytes(tiff[4:8], "little")),
        "first after second.tif": _with_next(two, int.from_bytes(two[4:8], "little"), directory=1),
        "next nowhere.tif": _with_next(tiff, 0x7FFFFFF0),
        "huge.tif": _with_entry(_with_entry(tiff, 256, _HUGE), 257, _HUGE),
        "many strips.tif": _with_entry(tiff, 278, 1),
        "no samples.tif": _with_entry(tiff, 277, 0),
        "many samples.tif": _with_entry(tiff, 277, 60_000),
        "strange compression.tif": _with_entry(tiff, 259, 34712),
        "lzw of zeros.tif": packed_tiff[:8] + bytes(200) + packed_tiff[208:],
        "600 pages.tif": encoded(
            picture.resize((2, 2)), "TIFF", save_all=True, append_images=[picture.resize((2, 2))] * 599
        ),
    }


def _directories(data: bytes) -> list[int]:
    at, found = int.from_bytes(data[4:8], "little"), []
    while at:
        found.append(at)
        after = at + 2 + 12 * int.from_bytes(data[at : at + 2], "little")
        at = int.from_bytes(data[after : after + 4], "little")
    return found


def _with_next(data: bytes, target: int, directory: int = 0) -> bytes:
    at = _directories(data)[directory]
    after = at + 2 + 12 * int.from_bytes(data[at : at + 2], "little")
    return patched(data, after, target.to_bytes(4, "little"))


def _with_entry(data: bytes, tag: int, value: int) -> bytes:
    at = _directories(data)[0]
    for entry in range(at + 2, at + 2 + 12 * int.from_bytes(data[at : at + 2], "little"), 12):
        if int.from_bytes(data[entry : entry + 2], "little") == tag:
            return patched(data, entry + 2, b"\x04\0\x01\0\0\0" + value.to_bytes(4, "little"))
    return data


def _page_trees() -> dict[str, bytes]:
    deep = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 3003)]
    plain = assembled([_CATALOG, _TREE, _PAGE])
    xref = plain.rfind(b"xref\n0")
    return {
        "tree of itself.pdf": assembled([_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "tree of two.pdf": assembled(
            [_CATALOG, _TREE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99 /Parent 2 0 R >>"]
        ),
        "tree 3000 deep.pdf": assembled([_CATALOG, *deep, _PAGE]),
        "parent of itself.pdf": assembled([_CATALOG, _TREE, b"<< /Type /Page /Parent 3 0 R >>"]),
        "many pages.pdf": assembled(
            [_CATALOG, b"<< /Type /Pages /Kids [%s] /Count 499 >>" % (b"3 0 R " * 499), _PAGE]
        ),
        "count of pages.pdf": assembled([_CATALOG, _TREE.replace(b"/Count 1", b"/Count 2147483647"), _PAGE]),
        "count below zero.pdf": assembled([_CATALOG, _TREE.replace(b"/Count 1", b"/Count -5"), _PAGE]),
        "xref before itself.pdf": assembled([_CATALOG, _TREE, _PAGE], f"/Prev {xref}"),
        "xref nowhere.pdf": assembled([_CATALOG, _TREE, _PAGE], "/Prev 99999999999"),
        "size of objects.pdf": assembled([_CATALOG, _TREE, _PAGE], "/Size 2147483647"),
        "object in itself.pdf": assembled([_CATALOG, _TREE, b"3 0 R"]),
        "length of itself.pdf": assembled(
            [
                _CATALOG,
                _TREE,
                _PAGE[:-2] + b"/Contents 4 0 R >>",
                b"<< /Length 4 0 R >>\nstream\nq\nendstream",
            ]
        ),
        "box of itself.pdf": assembled(
            [_CATALOG, _TREE, b"<< /Type /Page /Parent 2 0 R /MediaBox [3 0 R 0 1 1] >>"]
        ),
        "tiny page.pdf": text_pdf("", page="/MediaBox [0 0 0.0001 0.0001]"),
        "endless page.pdf": text_pdf("", page="/MediaBox [0 0 1e30 1e30]"),
        "page like a hair.pdf": text_pdf("", page="/MediaBox [0 0 0.01 14400]"),
        "unit of users.pdf": text_pdf("", page="/MediaBox [0 0 600 800] /UserUnit 75000"),
    }


def _pdfs() -> dict[str, bytes]:
    """Much of everything, and things within things."""
    many = 100_000
    arrays, dictionaries = b"[" * many + b"]" * many, b"<</A " * many + b">>" * many
    in_forms = [_form_with(number) for number in range(6, 46)]
    with_form = b"/Resources << /XObject << /F 5 0 R >> >>"
    with_pattern = b"/Resources << /Pattern << /P 5 0 R >> >>"
    filled = stream(b"/Pattern cs /P scn 0 0 200 200 re f")
    bombs = {
        "many filters": (_packed_often(6), f"[{'/FlateDecode ' * 6}]"),
        "ascii bomb": (zlib.compress(b"z" * 10_000_000, 9), "[/FlateDecode /ASCII85Decode]"),
        "runs bomb": (zlib.compress(b"\x81q" * 4_000_000, 9), "[/FlateDecode /RunLengthDecode]"),
    }
    return {
        "deep arrays.pdf": assembled([_CATALOG, _TREE, _page(b"/A " + arrays)]),
        "deep dictionaries.pdf": assembled([_CATALOG, _TREE, _page(b"/A " + dictionaries)]),
        "deep state.pdf": text_pdf("q " * many),
        "deep marks.pdf": text_pdf("/A BMC " * many),
        "deep arrays drawn.pdf": text_pdf("[" * many),
        "many paths.pdf": text_pdf("0 0 m " + "9 9 l 0 9 l " * 200_000 + "S"),
        "many curves.pdf": text_pdf("0 0 m 1 300 400 1 9 9 c S " * 60_000),
        "many clips.pdf": text_pdf("0 0 300 300 re W n " * 60_000),
        "wide lines.pdf": text_pdf("[0.0001] 0 d 300 w 0 0 m 400 300 l S " * 300),
        "forms doubled 40 times.pdf": _drawn(stream(b"/F Do"), *in_forms, stream(b""), keys=with_form),
        "form in itself twice.pdf": _drawn(stream(b"/F Do"), _form_with(5), keys=with_form),
        "pattern in itself.pdf": _drawn(filled, _pattern(0.5), keys=with_pattern),
        "fine pattern.pdf": _drawn(filled, _pattern(0.001), keys=with_pattern),
        "stream in stream.pdf": b"%PDF-1.7\n" + b"1 0 obj<</Subtype/Form/F 1 0 R>>stream\n" * 5000,
        "many streams.pdf": b"%PDF-1.7\n" + b"1 0 obj<<>>stream\nendstream\n" * 110_000,
        "300000 objects.pdf": assembled([_CATALOG, _TREE, _page(), *[b"null"] * 300_000]),
        **{
            f"{name}.pdf": _drawn(stream(content, f"/Filter {filters}"))
            for name, (content, filters) in bombs.items()
        },
    }


def _page(keys: bytes = b"") -> bytes:
    return _PAGE[:-2] + keys + b" >>"


def _drawn(content: bytes, *more: bytes, keys: bytes = b"") -> bytes:
    """A page of this content; ``more`` objects are numbered from 5."""
    return assembled([_CATALOG, _TREE, _page(b"/Contents 4 0 R " + keys), content, *more])


def _pattern(step: float) -> bytes:
    """Tiles that are filled with themselves, at this distance in points."""
    kind = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1]"
    named = f"/XStep {step} /YStep {step} /Resources << /Pattern << /P 5 0 R >> >>"
    return stream(b"/Pattern cs /P scn 0 0 9 9 re f", f"{kind} {named}")


def _form_with(number: int) -> bytes:
    """A form that draws object ``number`` twice."""
    named = f"/Resources << /XObject << /F {number} 0 R >> >>"
    return stream(b"/F Do /F Do", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {named}")


def _packed_often(times: int) -> bytes:
    content = b"q Q " * 5_000_000
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def _coded_pdfs() -> dict[str, bytes]:
    """Pictures in the codings that PDF alone has, with sizes that do not fit."""
    jpx = encoded(marked_picture(64, 64), "JPEG2000")
    size = jpx.find(b"\xff\x51")
    huge = patched(jpx, size + 6, _HUGE.to_bytes(4, "big") * 2)
    # Page information, and one generic region of arithmetic code (ITU-T T.88, 7.2 and 7.4).
    page = b"\0\0\0\0\x30\0\x01\0\0\0\x13" + (64).to_bytes(4, "big") * 2 + bytes(11)
    region = (
        (64).to_bytes(4, "big") * 2 + bytes(9) + b"\0\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + bytes(range(1, 200))
    )
    jbig2 = page + b"\0\0\0\x01\x26\0\x01" + len(region).to_bytes(4, "big") + region
    return {
        "jpx.pdf": coded_pdf(jpx, "/JPXDecode", 64),
        "huge jpx.pdf": coded_pdf(huge, "/JPXDecode", 64),
        "tiles of jpx.pdf": coded_pdf(patched(jpx, size + 22, (1).to_bytes(4, "big") * 2), "/JPXDecode", 64),
        "half a jpx.pdf": coded_pdf(jpx[: len(jpx) // 2], "/JPXDecode", 64),
        "jbig2.pdf": coded_pdf(jbig2, "/JBIG2Decode", 64),
        "huge jbig2.pdf": coded_pdf(patched(jbig2, 11, _HUGE.to_bytes(4, "big") * 2), "/JBIG2Decode", _HUGE),
        "half a jbig2.pdf": coded_pdf(jbig2[:60], "/JBIG2Decode", 64),
        "huge fax.pdf": coded_pdf(
            b"\0\x10\x01" * 50, "/CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 >>", _HUGE
        ),
        "huge picture.pdf": coded_pdf(zlib.compress(bytes(1_000_000)), "/FlateDecode", _HUGE),
        "predicted.pdf": coded_pdf(
            zlib.compress(bytes(9000)),
            "/FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 >>",
            64,
        ),
        "half a jpeg.pdf": coded_pdf(encoded(marked_picture(64, 64), "JPEG")[:400], "/DCTDecode", 64),
    }


def _ofds() -> dict[str, bytes]:
    seed = parts_of(SEED.read_bytes())
    many = text_object().encode() * 20_000
    inner = f"<ofd:X {NAMESPACE}>" + "<ofd:A>" * 50_000 + "</ofd:A>" * 50_000 + "</ofd:X>"
    return {
        "license.ofd": SEED.read_bytes(),
        "many objects.ofd": one_page(many.decode()),
        "huge page.ofd": changed("Doc_0/Document.xml", lambda xml: xml.replace(b"0 0 210", b"0 0 99999999")),
        "no numbers.ofd": one_page(text_object(attributes='CTM="NaN inf 1e999 0 0 0"')),
        "huge type.ofd": one_page(text_object().replace('Size="5"', 'Size="1e12"')),
        "endless deltas.ofd": one_page(text_object(code='DeltaX="g 2000000000 1"')),
        "deep xml.ofd": packed({**seed, "Doc_0/Document.xml": inner.encode()}),
        "itself as page.ofd": changed(
            "Doc_0/Document.xml", lambda xml: xml.replace(b"Content.xml", b"../Document.xml")
        ),
        "same name twice.ofd": SEED.read_bytes() + packed(seed),
        "parts of nothing.ofd": packed(dict.fromkeys(seed, b"")),
        "parts of noise.ofd": packed({name: bytes(range(256)) for name in seed}),
        "one part swapped.ofd": packed({**seed, "OFD.xml": seed["Doc_0/Document.xml"]}),
        "20000 parts.ofd": packed({**seed, **{f"x/{number}": b"" for number in range(20_000)}}),
        "zeros.ofd": packed({**seed, "Doc_0/zeros": bytes(20_000_000)}),
    }
