"""Broken and malicious files: pages or a typed error within bounds, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.files import assembled, encoded, marked_picture, stream, text_pdf

_SECONDS = 10  # of processor time: other work on the machine is not the file's fault
_PATIENCE = 120
_MEGABYTES = 1536
_PROBE = f"""
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
from pathlib import Path
from pipeline.load.file import load_file
from pipeline.options import Limits
from schemas.errors import InputError
try:
    loaded = load_file(Path(sys.argv[1]), Limits())
    codes = [getattr(page, "code", "read") for page in loaded.pages]
    assert len(codes) == loaded.page_count, (codes, loaded.page_count)
    print("pages", *sorted(set(codes)))
except InputError as error:
    assert str(error)
    print("error", error.code)
# Of this program alone: ru_maxrss begins with what its parent held.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""

_BATCH = f"""
import sys, time
from itertools import islice
from pathlib import Path
from pipeline.load.file import open_source
from pipeline.load.source import SourceFile
from pipeline.options import Limits
from schemas.errors import InputError
from tests.broken import broken
limits = Limits(max_pixels=2_000_000, max_page_seconds=0.5)
for name, data in islice(broken(int(sys.argv[2])), int(sys.argv[1])):
    begun = time.process_time()
    try:
        pages = open_source(SourceFile(Path(name), "", data), limits).pages
        code = ",".join(sorted({{getattr(page, "code", "read") for page in pages}}))
    except InputError as error:
        code = error.code
    print(name, code, sep="\\t", flush=True)
    assert time.process_time() - begun < {_SECONDS}, "takes long"
"""


def _probe(path: Path) -> str:
    """What loading gives: ``pages read`` or ``error encrypted`` and the like."""
    result = subprocess.run(
        [sys.executable, "-c", _PROBE, str(path)],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert result.returncode == 0, f"{path.name}: {result.returncode}\n{result.stderr[-2000:]}"
    assert not result.stderr, f"{path.name} writes to the terminal: {result.stderr[:500]}"
    outcome, megabytes = result.stdout.splitlines()
    assert int(megabytes) < _MEGABYTES, f"{path.name} takes {megabytes} MB"
    return outcome


def _pages(kids: str, count: int, *more: bytes) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            *more,
        ]
    )


def _bomb_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return len(body).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    body = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _text_bomb(times: int) -> bytes:
    content = zlib.compress(b"BT /F1 9 Tf (LICENSE NUMBER) Tj ET " * times, 9)
    resources = b"/Resources << /Font << /F1 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R " + resources + b" >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream(content, "/Filter /FlateDecode"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def _looping_tiff() -> bytes:
    data = bytearray(encoded(marked_picture(), "TIFF"))
    first = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[first : first + 2], "little")
    data[first + 2 + 12 * count : first + 6 + 12 * count] = first.to_bytes(4, "little")
    return bytes(data)


_SCRIPTED = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\)\\(1\\)) >> >>"

_BUILT = {
    "truncated.jpg": (encoded(marked_picture(600, 400), "JPEG")[:900], "error damaged"),
    "bomb.png": (_bomb_png(60_000, 60_000), "error too_many_pixels"),
    "short.png": (_bomb_png(5_000, 5_000), "pages damaged"),
    "loop.tif": (_looping_tiff(), "pages read"),
    "header only.pdf": (b"%PDF-1.7\n", "error damaged"),
    "no pages.pdf": (_pages("", 0), "error damaged"),
    "many pages.pdf": (_pages("3 0 R " * 600, 600), "error too_many_pages"),
    "parent loop.pdf": (_pages("2 0 R 3 0 R", 2), None),
    "one page missing.pdf": (_pages("3 0 R 9 0 R", 2), "pages damaged read"),
    "page without size.pdf": (text_pdf("", page="/MediaBox [0 0 0 0]"), None),
    "huge page.pdf": (text_pdf("", page="/MediaBox [0 0 9000000 9000000]"), "pages read"),
    "form in itself.pdf": (
        text_pdf("/Fm1 Do", picture=marked_picture(), form="/Fm1 Do /Im1 Do"),
        "pages read",
    ),
    "text bomb.pdf": (_text_bomb(3_000_000), "error too_large"),
    "much text.pdf": (_text_bomb(1_000_000), "error too_large"),
    "many images.pdf": (text_pdf("/Im1 Do " * 10_001, picture=marked_picture()), "pages too_many_images"),
    "script.pdf": (
        assembled(
            [
                _SCRIPTED,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            ]
        ),
        "pages read",
    ),
    "heic brand only": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "error damaged"),
}


@pytest.mark.parametrize("name", _BUILT)
def test_built_files(tmp_path: Path, name: str) -> None:
    data, expected = _BUILT[name]
    path = tmp_path / name
    path.write_bytes(data)
    outcome = _probe(path)
    assert expected is None or outcome == expected


def test_broken_files(tmp_path: Path) -> None:
    """One process for many: the loader's own errors are all that comes out, and none takes long."""
    result = subprocess.run(
        [sys.executable, "-c", _BATCH, "300", "1"],
        capture_output=True, text=True, timeout=_PATIENCE, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-300:] + result.stderr[-2000:]
    assert not result.stderr, result.stderr[:500]
    told = dict(line.split("\t") for line in result.stdout.splitlines())
    assert len(told) == 300
    assert told["stream in stream.pdf"] == told["many streams.pdf"] == "too_large"
    assert told["deep marks.pdf"] == told["fine pattern.pdf"] == "too_large"
    assert told["form in itself twice.pdf"] == told["forms doubled 40 times.pdf"] == "too_many_images"
    assert told["half a jpx.pdf"] == told["half a jbig2.pdf"] == told["half a jpeg.pdf"] == "damaged"
    assert list(tmp_path.iterdir()) == []


def _corpus() -> list[Path]:
    folder = os.environ.get("LICET_HOSTILE")
    return sorted(path for path in Path(folder).iterdir() if path.is_file()) if folder else []


def test_corpus() -> None:
    """Every file of the folder that LICET_HOSTILE names; without it there is none."""
    for path in _corpus():
        _probe(path)
