"""Engines that do harm, dropped in through the daemon: each file has its typed outcome."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

from PIL import Image as PillowImage

from tests.command import outcomes
from tests.executors.troubled import CRASHES, GROWS, HANGS, PRINTS, RAISES, picture
from tests.watch.doubles import KILLS_ITSELF, TALKS_GARBAGE
from tests.watch.station import Station

OPTIONS = """
[worker]
page_seconds = 4
memory_bytes = 450_000_000
"""


def _pages(*levels: int) -> bytes:
    """A TIFF with a page of each grey."""
    first, *rest = [PillowImage.new("RGB", (64, 48), (level, level, level)) for level in levels]
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", save_all=True, append_images=rest)
    return buffer.getvalue()


def test_every_fault_is_one_outcome(station: Station) -> None:
    options = station.folder / "watch.toml"
    options.write_text(OPTIONS, encoding="utf-8")
    expected = {
        "crashes.png": (picture(CRASHES), "worker_crashed"),
        "hangs.png": (picture(HANGS), "worker_hung"),
        "grows.png": (picture(GROWS), "worker_memory"),
        "raises.png": (picture(RAISES), "worker_crashed"),
        "dies on page 4.tif": (_pages(201, 202, 203, KILLS_ITSELF, 204), "worker_crashed"),
        "prints.png": (picture(PRINTS), "worker_crashed"),  # it asks, and there is no one to answer
        "garbage.png": (picture(TALKS_GARBAGE), "no_certificate"),
        "good.png": (picture(205), "no_text"),
    }
    for name, (content, _) in expected.items():
        station.drop(name, content)
    daemon = station.start("--options", str(options), "--workers", "2")
    finished = station.wait_finished(len(expected), 90)
    codes = {name: code for name, (_, code) in expected.items()}
    assert {name: event["code"] for name, event in finished.items()} == codes
    assert daemon.end() == 0
    assert station.left() == []
    assert {name: code for name, (_, code) in outcomes(station.database).items()} == codes
    with closing(sqlite3.connect(station.database)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM outcomes").fetchone()
    assert stored == len(expected)
