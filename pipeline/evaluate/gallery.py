"""Pictures of wrong values, cut from the pages that they were read from."""

from __future__ import annotations

import base64
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from pipeline.evaluate.results import FieldResult
from pipeline.load.file import load_file
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from pipeline.pictures.crop import crop_quad
from schemas.errors import InputError
from schemas.geometry import Point, Quad

MARGIN = 0.6  # of the quad's height, on every side
WIDEST, HIGHEST = 900, 360  # pixels of a picture
QUALITY = 80


def crop_results(results: Sequence[FieldResult], limits: Limits) -> dict[tuple[str, str], str]:
    """A data URI (JPEG) for each result that has a place, by case and path. Each file is opened once;
    a file that can no longer be read gives no pictures."""
    by_file: dict[str, list[FieldResult]] = defaultdict(list)
    for one in results:
        if one.source is not None and one.quad is not None:
            by_file[one.source].append(one)
    pictures: dict[tuple[str, str], str] = {}
    for path, members in by_file.items():
        try:
            loaded = load_file(Path(path), limits)
        except InputError:
            continue
        for page in loaded.pages:
            if isinstance(page, PageImage):
                for one in members:
                    if one.source_page_no == page.page_no and one.quad is not None:
                        pictures[one.case_id, one.path] = to_data_uri(cut_around(page.image, one.quad))
    return pictures


def cut_around(image: Image, quad: Quad) -> Image:
    """The quad with a margin, level, at most ``WIDEST`` × ``HIGHEST`` pixels."""
    cut = crop_quad(image, _widen(quad))
    scale = min(1.0, WIDEST / cut.shape[1], HIGHEST / cut.shape[0])
    if scale == 1.0:
        return cut
    size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
    return np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def to_data_uri(image: Image) -> str:
    """A colour or grey image as JPEG that stands in the page itself."""
    data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"


def _widen(quad: Quad) -> Quad:
    """Every side moved outwards along the quad's own directions."""
    top_left, top_right, bottom_right, bottom_left = quad.points
    width, height = max(1.0, math.dist(top_left, top_right)), max(1.0, math.dist(top_left, bottom_left))
    margin = MARGIN * min(width, height)
    along = _scaled(top_left, top_right, margin / width)
    down = _scaled(top_left, bottom_left, margin / height)

    def moved(point: Point, right: int, below: int) -> Point:
        return (
            point[0] + right * along[0] + below * down[0],
            point[1] + right * along[1] + below * down[1],
        )

    return Quad(
        (
            moved(top_left, -1, -1),
            moved(top_right, 1, -1),
            moved(bottom_right, 1, 1),
            moved(bottom_left, -1, 1),
        )
    )


def _scaled(start: Point, end: Point, share: float) -> Point:
    return ((end[0] - start[0]) * share, (end[1] - start[1]) * share)
