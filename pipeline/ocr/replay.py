"""An engine that answers with recorded lines: the rest of the flow runs without a model."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.ocr.engine import Engine
from pipeline.page_image import PageImage
from schemas.errors import EngineError, EngineMissingError
from schemas.page import Page, TextLine

_PAGES = TypeAdapter(list[Page])


class Replay(Engine):
    """Answers by ``page_no``. ``recording`` is a JSON list of ``schemas.page.Page``.

    Raises:
        EngineMissingError: the recording is not there or holds something else.
    """

    name = "replay"

    def __init__(self, recording: Path) -> None:
        try:
            pages = _PAGES.validate_json(recording.read_bytes())
        except OSError as error:
            raise EngineMissingError(
                f"记录文件无法读取，请检查路径 / The recording cannot be read: {error.strerror}."
            ) from error
        except ValidationError as error:
            raise EngineMissingError(
                f"记录文件不是页面的 JSON 列表（{error.error_count()} 处错误），请重新记录"
                f" / The recording is not a JSON list of pages ({error.error_count()} errors). Record "
                "it again."
            ) from error
        self._lines = {page.page_no: page.lines for page in pages}

    def read_page(self, page: PageImage) -> list[TextLine]:
        if page.page_no not in self._lines:
            raise EngineError(
                f"记录文件中没有第 {page.page_no} 页，请重新记录"
                f" / Page {page.page_no} is not in the recording."
            )
        return list(self._lines[page.page_no])
