"""Whatever can be in a folder, and however it is called: one typed outcome each, nothing else touched."""

from __future__ import annotations

import json
import os
import socket
import unicodedata
from pathlib import Path

from tests.command import half_a_pdf
from tests.executors.troubled import picture
from tests.watch.station import Station

LONG = "许" * 85  # 255 bytes
NAMES = (
    "new\nline.png",
    "escape\x1b[2J.png",
    "direction\u202egnp.exe",
    "a..\\..png",
    "'; DROP TABLE pages; --.png",
    "=1+1.png",
    "$(touch x).png",
    "-rf",
    "²",
    LONG,
    unicodedata.normalize("NFC", "é.png"),
    unicodedata.normalize("NFD", "é.png"),
    os.fsdecode(b"not utf-8 \xff\xfe.png"),
    f"{LONG[1:]}业/{LONG}",
    "x.pdf/inner.png",
    "<script>alert(1)</script>.png",
)


def test_any_name(station: Station) -> None:
    for level, name in enumerate(NAMES, start=181):
        station.drop(name, level=level)
    daemon = station.start()
    finished = station.wait_finished(len(NAMES))
    assert set(finished) == set(NAMES)
    assert {event["code"] for event in finished.values()} == {"no_text"}
    assert set(station.kept(station.done)) == set(NAMES)
    assert daemon.end() == 0
    assert station.left() == []
    log = (station.folder / "log0").read_text(encoding="utf-8")
    assert not {"\x1b", "\u202e"} & set(log)


def test_what_is_no_file(station: Station) -> None:
    outside = station.folder / "outside"
    outside.mkdir()
    secret = outside / "secret.png"
    secret.write_bytes(picture(202))
    before = secret.stat()
    (station.inbox / "link.png").symlink_to(secret)
    (station.inbox / "folder link").symlink_to(outside)
    (station.inbox / "dangling").symlink_to("nowhere")
    os.mkfifo(station.inbox / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(station.inbox / "socket.pdf"))
    station.start()
    finished = station.wait_finished(5)
    assert {event["code"] for event in finished.values()} == {"not_a_file"}
    kept = station.kept(station.failed)
    for name in finished:
        report = json.loads(kept[f"{name}.error.json"].read_bytes())
        assert report["file"] == name and report["what_to_do"]
    assert kept["link.png"].is_symlink() and kept["pipe.pdf"].is_fifo()
    after = secret.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_ino) == (
        after.st_mtime_ns, after.st_size, after.st_ino,
    )  # fmt: skip
    assert list(outside.iterdir()) == [secret]


def test_a_file_with_a_name_outside_is_copied(station: Station) -> None:
    """Else whoever holds the other name could change what is kept."""
    outside = station.folder / "outside.png"
    outside.write_bytes(picture(203))
    os.link(outside, station.inbox / "linked.png")
    station.start()
    station.wait_finished(1)
    kept = station.kept(station.done)["linked.png"]
    assert kept.read_bytes() == outside.read_bytes()
    assert not kept.samefile(outside) and outside.stat().st_nlink == 1


def test_what_failed_says_what_to_do(station: Station) -> None:
    station.drop("empty.pdf", b"")
    station.drop("junk.docx", b"PK\x03\x04 junk")
    station.drop(f"东城/{LONG}", half_a_pdf())
    station.start()
    finished = station.wait_finished(3)
    assert {(event["status"], event["code"]) for event in finished.values()} == {
        ("failed", "empty"), ("failed", "unsupported_type"), ("partial", "damaged"),
    }  # fmt: skip
    reports = list(station.failed.rglob("*.error.json"))
    told = {json.loads(path.read_bytes())["file"]: json.loads(path.read_bytes()) for path in reports}
    assert set(told) == set(finished)
    assert told[f"东城/{LONG}"]["tags"] == ["东城"]
    assert told[f"东城/{LONG}"]["page_failures"][0]["page_no"] == 2
    assert all(Path(report["moved_to"]).exists() for report in told.values())
    assert station.kept(station.done) == {}


def test_what_is_not_for_reading_stays(station: Station) -> None:
    ignored = (".hidden", "a.part", "~$b.docx", "Thumbs.DB", "@eaDir/c.png", "d.TMP", ".git/e.png")
    for name in ignored:
        station.drop(name)
    station.drop("f.png")
    daemon = station.start()
    assert set(station.wait_finished(1)) == {"f.png"}
    assert daemon.end() == 0
    assert {str(path.relative_to(station.inbox)) for path in station.left()} == set(ignored)
