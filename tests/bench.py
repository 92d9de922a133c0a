"""``make bench``: the whole job against bare RapidOCR as shipped, in turns, on the same pages.

Whole job: scanned 200-dpi A4 PDF to committed rows, after start-up. RapidOCR: its own pipeline
with default settings on the same pages, already rasterized, nothing but OCR.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rapidocr import RapidOCR

from pipeline.load.file import load_file
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.options import Limits, Options
from pipeline.page_image import PageImage
from pipeline.run import ingest_file
from pipeline.store.store import open_store

SCAN = Path(__file__).parent.parent / "samples" / "seed-scan"
ROUNDS = 3


def main() -> None:
    """Print pages per second of both, each round, and the ratio of the medians."""
    logging.disable(logging.WARNING)
    scan = next(SCAN.glob("*.pdf"))
    pages = [page for page in load_file(scan, Limits()).pages if isinstance(page, PageImage)]
    ours, shipped = RapidOcr(Options.threads), RapidOCR()
    _whole_job(ours, scan)
    shipped(pages[0].image)
    print(f"{len(pages)} pages, {os.cpu_count()} cores, {ours.runtime}", flush=True)
    licet: list[float] = []
    bare: list[float] = []
    for number in range(1, ROUNDS + 1):
        licet.append(len(pages) / _whole_job(ours, scan))
        bare.append(len(pages) / _bare(shipped, pages))
        print(f"round {number}: licet {licet[-1]:.2f} pages/s, rapidocr {bare[-1]:.2f} pages/s", flush=True)
    ours_median, bare_median = statistics.median(licet), statistics.median(bare)
    ratio = ours_median / bare_median
    print(f"median: licet {ours_median:.2f}, rapidocr {bare_median:.2f}: {ratio:.1f} times")
    if "--check" in sys.argv and (ratio < 4 or ours_median < 2):
        sys.exit("below 2 pages/s or 4 times RapidOCR")


def _whole_job(engine: RapidOcr, scan: Path) -> float:
    """Seconds from opening the PDF to the committed rows, into a new database."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/bench.db") as store:
        start = time.perf_counter()
        ingest_file(scan, engine, store, Options())
        return time.perf_counter() - start


def _bare(shipped: RapidOCR, pages: Sequence[PageImage]) -> float:
    start = time.perf_counter()
    for page in pages:
        shipped(page.image)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
