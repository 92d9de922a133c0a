"""Images of pages, drawn from the files that they were read from and kept for a while."""

from __future__ import annotations

import io
from threading import Lock

from PIL import Image

from pipeline.options import Limits
from pipeline.review.page_tasks import draw_page
from pipeline.review.recent import Recent
from pipeline.review.worker import Worker
from pipeline.store.places import PagePlace
from schemas.geometry import Quad

_KEPT = 128 * 2**20  # bytes
_THUMB = 160  # pixels
_CROP_MARGIN = 0.35  # of the crop's height


class PageImages:
    """JPEGs by page; at most ``_KEPT`` bytes of them in memory."""

    def __init__(self, worker: Worker, limits: Limits) -> None:
        self._worker, self._limits = worker, limits
        self._kept = Recent(_KEPT)
        self._lock = Lock()

    def page(self, place: PagePlace) -> bytes:
        """The whole page.

        Raises:
            PageGoneError: the file is no longer where it was seen, or is another one.
            TaskError: drawing it failed.
        """
        name = f"{place.sha256}:{place.page_no}"
        with self._lock:
            found = self._kept.find(name)
        if found is None:
            found = self._worker.run(draw_page, place.paths, place.sha256, place.page_no, self._limits)
            with self._lock:
                self._kept.keep(name, found)
        return found

    def thumb(self, place: PagePlace) -> bytes:
        """The page, small. Raises as ``page``."""
        name = f"{place.sha256}:{place.page_no}:thumb"
        with self._lock:
            found = self._kept.find(name)
        if found is None:
            with Image.open(io.BytesIO(self.page(place))) as image:
                image.thumbnail((_THUMB, _THUMB))
                found = _encode(image)
            with self._lock:
                self._kept.keep(name, found)
        return found

    def crop(self, place: PagePlace, quad: Quad) -> bytes:
        """What stands on the quad (source-page pixels) and a little round it, upright. Raises as ``page``."""
        box = quad.bbox
        margin = max(4.0, box.height * _CROP_MARGIN)
        with Image.open(io.BytesIO(self.page(place))) as image:
            scale = image.width / place.width
            left, top = max(0.0, box.left - margin) * scale, max(0.0, box.top - margin) * scale
            right = min(image.width, (box.right + margin) * scale)
            bottom = min(image.height, (box.bottom + margin) * scale)
            part = image.crop(
                (int(left), int(top), max(int(left) + 1, int(right)), max(int(top) + 1, int(bottom)))
            )
            return _encode(part.rotate(-place.rotation, expand=True))


def _encode(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=85)
    return stream.getvalue()
