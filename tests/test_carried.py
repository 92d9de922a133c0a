"""What files carry beside their pages is never run, and is told: in outcome, record, ``show`` and export."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from pipeline.load.file import load_file
from pipeline.options import Limits, Options
from pipeline.run import ingest_file
from pipeline.store.store import open_store
from schemas.field import Severity
from schemas.page import Carried
from tests.command import licet, outcomes
from tests.executors.troubled import Troubled
from tests.files import assembled, stream, text_pdf
from tests.ofd import changed

LICENSE = Path(__file__).parent.parent / "samples" / "seed-pdf" / "license.pdf"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def _script_of_a_page(pdf: pikepdf.Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    pdf.pages[0].obj.AA = pdf.make_indirect(Dictionary(O=action))


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.Launch, F="calc.exe"))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def _form(pdf: pikepdf.Pdf) -> None:
    box = Array([10, 10, 100, 30])
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", V="b", Rect=box)
    )
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field])))


def _signature(pdf: pikepdf.Pdf) -> None:
    value = pdf.make_indirect(
        Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3], Contents=String("x"))
    )
    inner = pdf.make_indirect(Dictionary(FT=Name.Sig, T="s", V=value))
    outer = pdf.make_indirect(Dictionary(T="g", Kids=Array([inner])))
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([outer]), SigFlags=3))


def _nothing(_: pikepdf.Pdf) -> None:
    pass


WAYS = [
    (_nothing, set()),
    (_script, {Carried.JAVASCRIPT}),
    (_script_of_a_page, {Carried.JAVASCRIPT}),
    (_launch, {Carried.ACTIONS}),
    (_attachment, {Carried.ATTACHMENTS}),
    (_form, {Carried.FORM}),
    (_signature, {Carried.FORM, Carried.SIGNATURES}),
]


def _made(change: Callable[[pikepdf.Pdf], None], how: str = "plain") -> bytes:
    out = io.BytesIO()
    packing = ObjectStreamMode.disable if how == "plain" else ObjectStreamMode.generate
    sealed = pikepdf.Encryption(owner="owner", user="", R=6) if how == "encrypted" else False
    with pikepdf.open(LICENSE) as pdf:
        del pdf.pages[1:]
        change(pdf)
        pdf.save(out, object_stream_mode=packing, encryption=sealed)
    return out.getvalue()


def _carried(data: bytes, folder: Path) -> set[Carried]:
    path = folder / "a file"
    path.write_bytes(data)
    return set(load_file(path, Limits()).carried)


@pytest.mark.parametrize("how", ["plain", "packed", "encrypted"])
@pytest.mark.parametrize(("change", "carried"), WAYS)
def test_what_a_pdf_carries(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None], carried: set[Carried], how: str
) -> None:
    """In objects as they are, in streams of objects, and in a file that opens without its password."""
    expected = carried | ({Carried.ENCRYPTION} if how == "encrypted" else set())
    assert _carried(_made(change, how), tmp_path) == expected


def test_a_name_that_hides_is_found(tmp_path: Path) -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript /#4aS (a\\(1\\)) >> >>"
    assert _carried(assembled([catalog, PAGES, PAGE]), tmp_path) == {Carried.JAVASCRIPT}


def test_a_name_by_chance_is_none(tmp_path: Path) -> None:
    """The bytes of a picture hold every name of three letters sooner or later."""
    picture = stream(zlib.compress(b"") + b" /JS (a) /Launch ", "/Type /XObject /Subtype /Image")
    assert (
        _carried(assembled([b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE, picture]), tmp_path) == set()
    )
    assert _carried(text_pdf("BT /F1 9 Tf (see /JavaScript) Tj ET"), tmp_path) == set()


@pytest.mark.parametrize(
    ("part", "old", "new", "carried"),
    [
        ("OFD.xml", b"</ofd:DocRoot>", b"</ofd:DocRoot><ofd:Signatures>S.xml</ofd:Signatures>", "signatures"),
        (
            "Doc_0/Document.xml",
            b"</ofd:Document>",
            b"<ofd:Attachments>A.xml</ofd:Attachments></ofd:Document>",
            "attachments",
        ),
        (
            "Doc_0/Document.xml",
            b"</ofd:Document>",
            b'<ofd:Actions><ofd:Action Event="DO"/></ofd:Actions></ofd:Document>',
            "actions",
        ),
    ],
)
def test_what_an_ofd_carries(tmp_path: Path, part: str, old: bytes, new: bytes, carried: str) -> None:
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    assert Carried(carried) in _carried(changed(part, change), tmp_path)


def test_it_is_stored_shown_and_exported(tmp_path: Path) -> None:
    """From the file to the record, and no further: the script has run nowhere."""

    def all_of_it(pdf: pikepdf.Pdf) -> None:
        for add in (_script_of_a_page, _launch, _attachment):
            add(pdf)

    path, database = tmp_path / "license.pdf", tmp_path / "x.db"
    path.write_bytes(_made(all_of_it))
    with open_store(str(database)) as store:
        done = ingest_file(path, Troubled(tmp_path), store, Options(threads=1))
        told = done.outcome
        assert store.outcome_for(str(done.sha256)) == told
    kinds = (Carried.JAVASCRIPT, Carried.ACTIONS, Carried.ATTACHMENTS)
    assert told.carried == kinds and "JavaScript, not run" in told.message
    exported = licet("export", "--db", database)
    record = json.loads(exported.out)
    issues = {issue["code"]: issue["severity"] for issue in record["issues"]}
    assert {code for code in issues if code.startswith("carries_")} == {f"carries_{kind}" for kind in kinds}
    assert issues["carries_javascript"] == Severity.WARNING and issues["carries_attachments"] == Severity.INFO
    assert record["needs_review"]
    shown = licet("show", "--db", database).out
    assert "attachments, not opened" in shown and "JavaScript, not run" in shown
    # The pages know it too, so that files put together anew still tell.
    with open_store(str(database)) as store:
        again = ingest_file(path, Troubled(tmp_path), store, Options(threads=1, again=True))
    assert again.outcome == told
    assert outcomes(database)["license.pdf"] == ("complete", told.code)


def test_a_file_without_certificate_tells_of_it_too(tmp_path: Path) -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (calc.exe) >> >>"
    path = tmp_path / "a.pdf"
    path.write_bytes(assembled([catalog, PAGES, PAGE]))
    with open_store(str(tmp_path / "x.db")) as store:
        done = ingest_file(path, Troubled(tmp_path), store, Options(threads=1))
        stored = store.outcome_for(str(done.sha256))
    assert stored is not None and stored.code == "no_text" and stored.carried == (Carried.ACTIONS,)
    assert "not run" in stored.message
