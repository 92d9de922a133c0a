"""What is measured: each builds itself once, and then reads the same pages as often as it is told.

Pages are those of the scanned seed form, A4 at 200 dpi, but for licet's born-digital ones. licet gets PDFs
and ends with committed rows; the others get pictures in memory and end with text.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from pipeline.executors.executor import ingest_files
from pipeline.executors.limits import default_workers
from pipeline.executors.messages import Setup
from pipeline.executors.processes import ProcessExecutor
from pipeline.load.file import load_file
from pipeline.ocr.detection import to_batch
from pipeline.ocr.paddle_models import link_paddle
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.ocr.registry import build_engine
from pipeline.ocr.weights import DETECTION, RECOGNITION, packaged_weights
from pipeline.options import CORES, Limits, Options, WorkerLimits
from pipeline.page_image import Image, PageImage
from pipeline.pictures.crop import crop_quad
from samples.born_digital import write_pdf
from samples.generate import Plan
from samples.sheet import Path as Stroke
from samples.sheet import Sheet, Text
from tests.bench.clock import Clock

Contender: TypeAlias = Callable[[Clock], int]
"""Reads its pages once, timed by the clock, and tells how many they were."""
Tensor: TypeAlias = NDArray[np.float32]

SCAN: Final = Path(__file__).parents[2] / "samples" / "seed-scan" / "license.pdf"
BORN_DIGITAL, SEED = 36, 20261201  # certificates and what they are drawn by
WARMING: Final = 8  # certificates before these: a worker's first ones load its dictionaries
FILES: Final = 8  # copies that licet reads in a round: each new width of a line costs a worker 20 ms once
HEIGHT, BATCH = 48, 6  # the floor's recognition: lines of this height, in batches sorted by width


def _pages() -> list[Image]:
    return [page.image for page in load_file(SCAN, Limits()).pages if isinstance(page, PageImage)]


def licet() -> Contender:
    """Scans as PDFs to committed rows in SQLite, by worker processes as ``licet ingest`` starts them."""
    content = SCAN.read_bytes()
    return _ingest(lambda folder: [_copy(folder, content, number) for number in range(FILES)])


def born_digital(*, plain: bool = False) -> Contender:
    """Born-digital PDFs to committed rows, each another certificate: one copied would be read once. With all
    their ornament, seals and watermarks, or ``plain``: text and straight rules, as a browser prints them."""
    plan = Plan(WARMING + BORN_DIGITAL, SEED)
    drafts = [
        plan.compose(layout, Random(f"{SEED}/{number}"), ("clean",))
        for number in range(plan.count)
        for _, layout in [plan.pair(number)]
    ]

    def write(folder: str) -> list[Path]:
        paths = [Path(folder) / str(number) / "license.pdf" for number in range(plan.count)]
        for draft, path in zip(drafts, paths, strict=True):
            path.parent.mkdir()
            sheets = [_without_ornament(sheet) for sheet in draft.sheets] if plain else draft.sheets
            write_pdf(sheets, path, draft.title)
        return paths

    return _ingest(write, WARMING)


def _without_ornament(sheet: Sheet) -> Sheet:
    texts = [mark for mark in sheet.marks if isinstance(mark, Text) and not mark.angle]
    paths = [mark for mark in sheet.marks if isinstance(mark, Stroke) and _is_rule(mark)]
    return replace(sheet, marks=[*paths, *texts])


def _is_rule(path: Stroke) -> bool:
    """Whether a path is one straight line, level or upright."""
    return len(path.points) == 2 and any(len({point[axis] for point in path.points}) == 1 for axis in (0, 1))


def _ingest(write: Callable[[str], list[Path]], warming: int = 0) -> Contender:
    """Reads the files that ``write`` lays into a folder, once the workers have read the ``warming`` first of
    them, or else a blank page each."""
    workers = default_workers()
    threads = max(1, CORES // workers)

    def read(clock: Clock) -> int:
        with tempfile.TemporaryDirectory() as folder:
            setup = Setup(
                partial(build_engine, "rapidocr", None, threads),
                f"{folder}/bench.db",
                Options(threads=threads),
                WorkerLimits(),
            )
            files = write(folder)
            with ProcessExecutor(setup, workers) as executor:
                first = files[:warming] or [_blank(folder, number) for number in range(workers)]
                list(ingest_files(executor, first))
                clock.start()
                outcomes = [done.outcome for done in ingest_files(executor, files[warming:])]
                clock.stop()
        assert all(outcome.certificates for outcome in outcomes), outcomes
        return sum(outcome.pages for outcome in outcomes)

    return read


def _blank(folder: str, number: int) -> Path:
    """A page for a worker to start up with."""
    path = Path(folder) / f"blank{number}.png"
    PillowImage.new("L", (1654, 2339 + number), 255).save(path)
    return path


def _copy(folder: str, content: bytes, number: int) -> Path:
    """The scan as another file, in a folder of its own."""
    path = Path(folder) / str(number) / "scan.pdf"
    path.parent.mkdir()
    path.write_bytes(content + b"\n%% copy %d\n" % number)
    return path


def _each(read: Callable[[Image], object]) -> Contender:
    """Nothing but text, page after page."""
    pages = _pages()
    read(pages[0])

    def round_of(clock: Clock) -> int:
        clock.start()
        for page in pages:
            read(page)
        clock.stop()
        return len(pages)

    return round_of


def rapidocr() -> Contender:
    """RapidOCR as shipped."""
    from rapidocr import RapidOCR

    return _each(RapidOCR())


def paddleocr() -> Contender:
    """PaddleOCR as shipped, but on ONNX Runtime and with models that are at hand."""
    from paddleocr import PaddleOCR

    folder = Path(tempfile.mkdtemp(prefix="licet-bench-"))
    link_paddle(folder)
    detection, recognition = (next(folder.glob(f"*{kind}*")) for kind in ("det", "rec"))
    pipeline = PaddleOCR(
        engine="onnxruntime",
        text_detection_model_name=detection.name,
        text_detection_model_dir=str(detection),
        text_recognition_model_name=recognition.name,
        text_recognition_model_dir=str(recognition),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        device="cpu",
    )
    return _each(pipeline.predict)


def tesseract() -> Contender:
    """Tesseract with simplified Chinese, as shipped."""
    import pytesseract

    return _each(lambda page: pytesseract.image_to_string(page[:, :, ::-1], lang="chi_sim"))


def floor() -> Contender:
    """Bare inference by OpenVINO of the same networks on tensors that are made before: detection at
    960 pixels, every line once at its natural width. Nothing is cut, decoded, extracted or stored."""
    import openvino as ov

    core, engine = ov.Core(), RapidOcr()
    pages = _pages()
    whole = [_detection_tensor(page) for page in pages]
    lines = [crop_quad(page, quad) for page in pages for quad in engine.detect(page)]
    batches = _recognition_batches(lines)
    threads = {"INFERENCE_NUM_THREADS": CORES}
    detector = core.compile_model(str(packaged_weights(DETECTION)), "CPU", threads)
    recognizer = core.compile_model(
        str(packaged_weights(RECOGNITION)), "CPU", {**threads, "NUM_STREAMS": CORES}
    )

    def read(clock: Clock) -> int:
        clock.start()
        for tensor in whole:
            detector([tensor])
        queue = ov.AsyncInferQueue(recognizer, CORES)
        for batch in batches:
            queue.start_async([batch])
        queue.wait_all()
        clock.stop()
        return len(pages)

    read(Clock())
    return read


def _detection_tensor(page: Image) -> Tensor:
    height, width = page.shape[:2]
    scale = 960 / max(height, width)
    size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
    return to_batch(np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)[np.newaxis])


def _recognition_batches(lines: list[Image]) -> list[Tensor]:
    ordered = sorted(lines, key=lambda line: line.shape[1] / line.shape[0])
    return [_to_batch(ordered[start : start + BATCH]) for start in range(0, len(ordered), BATCH)]


def _to_batch(lines: list[Image]) -> Tensor:
    """Lines of one height, padded to the widest."""
    widths = [max(32, math.ceil(HEIGHT * line.shape[1] / line.shape[0])) for line in lines]
    canvas = np.full((len(lines), HEIGHT, max(widths), 3), 128, np.uint8)
    for place, line, width in zip(canvas, lines, widths, strict=True):
        place[:, :width] = cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return to_batch(canvas)


CONTENDERS: Final[dict[str, Callable[[], Contender]]] = {
    "licet": licet,
    "RapidOCR as shipped": rapidocr,
    "PaddleOCR as shipped": paddleocr,
    "Tesseract": tesseract,
    "bare inference": floor,
    "licet, born digital": born_digital,
    "licet, born digital and plain": partial(born_digital, plain=True),
}
