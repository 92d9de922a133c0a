"""An archive whose pages are on record: everything but the reading of pixels is real, and quick."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

import pipeline.run
from pipeline.load.file import LoadedFile
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.geometry import Quad
from schemas.outcome import PageFailure
from schemas.page import Page
from tests.executors.troubled import picture
from tests.lines import annex_lines, main_lines, page, provision_lines, seal

PAGES = TypeAdapter(list[Page])
LONG_AGO = 1_600_000_000.0  # so long that files are known to be settled
LOOKS = ("0" * 16, "f" * 16, "0f" * 8, "0" * 15 + "1")  # of all pages of a kind; the last is a second scan
SEAL = seal("浙江省通信管理局", (1150.0, 1450.0))


class Recorded(OcrEngine):
    """Built in a worker, it has the worker take pages from ``folder`` by the hash of their file."""

    name = "recorded"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        pipeline.run.read_pages = self._read_pages

    def _read_pages(self, loaded: LoadedFile, _: OcrEngine, __: int) -> tuple[list[Page], list[PageFailure]]:
        failures = [image for image in loaded.pages if isinstance(image, PageFailure)]
        if failures:
            return [], failures
        return PAGES.validate_json((self._folder / loaded.sha256).read_bytes()), []

    def detect(self, image: Image) -> list[Quad]:
        del image  # the warm-up
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


def write_archive(archive: Path, records: Path, certificates: int) -> list[Path]:
    """Writes ``certificates`` certificates of three files each, two to a folder; every tenth with a
    second scan of its main page, every seventh with a file that is broken. Returns the files."""
    records.mkdir(parents=True)
    return [path for at in range(certificates) for path in _write_certificate(archive, records, at)]


def _write_certificate(archive: Path, records: Path, at: int) -> Iterator[Path]:
    number = f"浙B2-2019{at:04}"
    folder = archive / f"{at // 2:03}"
    folder.mkdir(parents=True, exist_ok=True)
    kind = "page" if at % 3 == 0 else f"{'ab'[at % 2]}x"  # two certificates of one series, or of two
    main = page(*main_lines(number, company=f"浙江第{at}信息技术有限公司"), seals=[SEAL])
    pages = {
        f"{kind}1.png": main,
        f"{kind}2.png": page(*provision_lines(None, "一、持证单位应当遵守规定。", f"二、第{at}项。")),
        f"{kind}3.png": page(*annex_lines(number, f"第{at}资讯")),
    }
    if at % 10 == 0:
        pages[f"{kind}4.png"] = main
    for place, (name, content) in enumerate(pages.items()):
        data = picture(100 + place, 64 + at)
        (folder / name).write_bytes(data)
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
        seen = content.model_copy(update={"picture_hash": LOOKS[place]})
        (records / hashlib.sha256(data).hexdigest()).write_bytes(PAGES.dump_json([seen]))
        yield folder / name
    if at % 7 == 0:
        broken = folder / f"broken {at}.png"
        broken.write_bytes(picture(99, 64 + at)[:60])
        os.utime(broken, (LONG_AGO, LONG_AGO))
        yield broken
