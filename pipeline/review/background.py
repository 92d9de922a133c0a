"""What goes on beside the pages: uploads are read, webhooks told. Once, however many processes serve."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.review.deliveries import Deliverer
from pipeline.review.settings import Settings
from pipeline.review.uploads import UploadReader
from pipeline.store.desk import Desk


@contextmanager
def background(desk: Desk, settings: Settings) -> Iterator[None]:
    """Reads what is uploaded and delivers what is due while the block lasts.

    For one process of a desk: it begins by asking again for uploads that were being read when the last one
    ended, and would take those of a second one for such.
    """
    reader, deliverer = UploadReader(desk, settings), Deliverer(desk)
    reader.start()
    deliverer.start()
    try:
        yield
    finally:
        deliverer.close()
        reader.close()
