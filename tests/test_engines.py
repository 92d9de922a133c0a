"""One contract test over every engine, on a page of printed Chinese."""

from __future__ import annotations

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from pipeline.ocr.engine import Engine, OcrEngine
from pipeline.ocr.paddle_models import DETECTION, RECOGNITION, link_paddle
from pipeline.ocr.registry import ENGINES, build_engine, engine_status
from pipeline.ocr.replay import Replay
from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage, TextChar
from schemas.errors import EngineError, EngineMissingError, OptionError
from schemas.geometry import BBox
from schemas.page import Page, TextLine

_PRINTED = ("经营许可证编号", "北京市通信管理局", "有效期至2029年01月25日")
_SIZE = 44
_LEFT, _TOP, _STEP = 60, 60, 110
_WIDTH, _HEIGHT = 820, 420
_ENGINES = ("rapidocr", "paddleocr", "tesseract", "textlayer", "replay")


def _font() -> ImageFont.FreeTypeFont:
    for folder in (Path("/usr/share/fonts"), Path("/System/Library/Fonts"), Path.home() / ".fonts"):
        for path in sorted(folder.rglob("*CJK*Regular*")):
            return ImageFont.truetype(str(path), _SIZE, index=2)  # index 2 is simplified Chinese
    raise FileNotFoundError("no CJK font: apt install fonts-noto-cjk")


def _printed_page() -> PageImage:
    font = _font()
    sheet = PillowImage.new("RGB", (_WIDTH, _HEIGHT), (255, 255, 255))
    pen = ImageDraw.Draw(sheet)
    chars: list[TextChar] = []
    for number, text in enumerate(_PRINTED):
        y = _TOP + number * _STEP
        pen.text((_LEFT, y), text, fill=(20, 20, 20), font=font)
        x = float(_LEFT)
        for char in text:
            width = font.getlength(char)
            box = BBox(left=x, top=y, right=x + width, bottom=y + _SIZE)
            chars.append(TextChar(text=char, box=box))
            x += width
    return PageImage(page_no=1, image=np.asarray(sheet)[:, :, ::-1].copy(), dpi=200, chars=tuple(chars))


@pytest.fixture(scope="module")
def printed() -> PageImage:
    return _printed_page()


@pytest.fixture(scope="module")
def blank() -> PageImage:
    return PageImage(page_no=2, image=np.full((_HEIGHT, _WIDTH, 3), 255, dtype=np.uint8))


@pytest.fixture(scope="module")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("models")
    link_paddle(target)
    return target


@pytest.fixture(scope="module", params=_ENGINES)
def engine(
    request: pytest.FixtureRequest,
    model_dir: Path,
    printed: PageImage,
    tmp_path_factory: pytest.TempPathFactory,
) -> Engine:
    if request.param == "textlayer":
        return TextLayer()
    if request.param == "replay":
        lines = TextLayer().read_page(printed)
        pages = [
            Page(page_no=1, width=_WIDTH, height=_HEIGHT, lines=tuple(lines)),
            Page(page_no=2, width=_WIDTH, height=_HEIGHT),
        ]
        recording = tmp_path_factory.mktemp("replay") / "pages.json"
        recording.write_text(json.dumps([page.model_dump(mode="json") for page in pages]), encoding="utf-8")
        return Replay(recording)
    return build_engine(request.param, model_dir, 2)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_finds_the_printed_text(engine: Engine, printed: PageImage) -> None:
    found = [_plain(line.text) for line in engine.read_page(printed)]
    assert set(_PRINTED) <= set(found), found


def test_shared_engines_read_several_pages_at_once(engine: Engine, printed: PageImage) -> None:
    alone = engine.read_page(printed)
    with ThreadPoolExecutor(3 if engine.shared else 1) as pool:
        assert all(lines == alone for lines in pool.map(engine.read_page, [printed] * 6))


def test_lines_stay_within_the_page_and_the_scale(engine: Engine, printed: PageImage) -> None:
    for line in engine.read_page(printed):
        box = line.quad.bbox
        assert box.left >= 0 and box.top >= 0 and box.right <= _WIDTH and box.bottom <= _HEIGHT
        assert 0 <= line.confidence <= 1
        assert len(line.char_positions) in (0, len(line.text))
        assert len(line.char_confidences) in (0, len(line.text))
        assert list(line.char_positions) == sorted(line.char_positions)
        assert all(0 <= value <= 1 for value in (*line.char_positions, *line.char_confidences))


def test_lines_stand_where_they_are_printed(engine: Engine, printed: PageImage) -> None:
    for line in engine.read_page(printed):
        if _plain(line.text) not in _PRINTED:
            continue
        x, y = line.quad.bbox.center
        number = _PRINTED.index(_plain(line.text))
        assert abs(y - (_TOP + number * _STEP + _SIZE / 2)) < _SIZE / 2
        assert _LEFT < x < _LEFT + len(line.text) * _SIZE


def test_positions_tell_where_a_character_is(engine: Engine, printed: PageImage) -> None:
    line = next(line for line in engine.read_page(printed) if _plain(line.text) == _PRINTED[1])
    box = line.quad.bbox
    for number, share in enumerate(line.char_positions):
        assert abs(box.left + share * box.width - (_LEFT + (number + 0.5) * _SIZE)) < 0.75 * _SIZE


def test_the_same_pixels_give_the_same_answer(engine: Engine, printed: PageImage) -> None:
    assert engine.read_page(printed) == engine.read_page(printed)


def test_a_blank_page_is_an_empty_list(engine: Engine, blank: PageImage) -> None:
    assert engine.read_page(blank) == []


def test_an_answer_does_not_hang_on_the_company_it_keeps(engine: Engine, printed: PageImage) -> None:
    if not isinstance(engine, OcrEngine):
        return
    short = np.ascontiguousarray(printed.image[_TOP - 10 : _TOP + 70, 50:400])
    wide = np.ascontiguousarray(printed.image[_TOP - 10 : _TOP + 70])
    alone = engine.recognize([short])
    assert [reading.text for reading in engine.recognize([wide, short])][1] == alone[0].text
    assert engine.recognize([]) == []


def test_a_broken_engine_is_an_error_and_not_an_empty_page(
    tmp_path: Path, printed: PageImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_paddle(tmp_path)
    detection, recognition = (tmp_path / name / "inference.onnx" for name in (DETECTION, RECOGNITION))
    detection.unlink()
    detection.symlink_to(recognition)  # a sound network that cannot take a page
    paddle = build_engine("paddleocr", tmp_path, 2)
    with pytest.raises(EngineError):
        paddle.read_page(printed)
    tesseract = build_engine("tesseract", None, 2)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError):
        tesseract.read_page(printed)
    with pytest.raises(EngineError):
        tesseract.recognize([printed.image])


def test_an_unrecorded_page_is_an_error(tmp_path: Path, printed: PageImage) -> None:
    recording = tmp_path / "pages.json"
    recording.write_text("[]", encoding="utf-8")
    with pytest.raises(EngineError):
        Replay(recording).read_page(printed)
    recording.write_text("{}", encoding="utf-8")
    with pytest.raises(EngineMissingError):
        Replay(recording)
    with pytest.raises(EngineMissingError):
        Replay(tmp_path / "missing.json")


def test_what_is_missing_is_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OptionError, match="rapidocr"):
        build_engine("no such engine", None, 2)
    with pytest.raises(EngineMissingError, match="link-paddle"):
        build_engine("paddleocr", None, 2)
    with pytest.raises(EngineMissingError, match="link-paddle"):
        build_engine("paddleocr", tmp_path, 2)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissingError, match="apt install tesseract-ocr"):
        build_engine("tesseract", None, 2)
    reasons = {status.name: status.reason for status in engine_status() if not status.available}
    assert "apt install" in reasons["tesseract"]


def test_every_engine_has_a_status() -> None:
    statuses = engine_status()
    assert [status.name for status in statuses] == [*ENGINES, "textlayer"]
    assert all(status.available and status.version for status in statuses)


def test_broken_models_are_missing_models(tmp_path: Path) -> None:
    link_paddle(tmp_path)
    weights = tmp_path / "PP-OCRv6_small_det" / "inference.onnx"
    weights.unlink()  # a hard link: its content is the package's
    weights.write_bytes(b"not a network")
    with pytest.raises(EngineMissingError, match="link-paddle"):
        build_engine("paddleocr", tmp_path, 2)
    link_paddle(tmp_path)
    assert isinstance(build_engine("paddleocr", tmp_path, 2), OcrEngine)


def test_linking_twice_changes_nothing(tmp_path: Path) -> None:
    first = link_paddle(tmp_path)
    times = [(path / "inference.onnx").stat().st_mtime_ns for path in first]
    inodes = [path.stat().st_ino for path in first]
    assert link_paddle(tmp_path) == first
    assert [path.stat().st_ino for path in first] == inodes
    assert [(path / "inference.onnx").stat().st_mtime_ns for path in first] == times
    assert sorted(path.name for path in tmp_path.iterdir()) == ["PP-OCRv6_small_det", "PP-OCRv6_small_rec"]


def _char(text: str, left: float, top: float = 0.0, size: float = 10.0) -> TextChar:
    return TextChar(text=text, box=BBox(left=left, top=top, right=left + size, bottom=top + size))


def _lines(*chars: TextChar) -> list[TextLine]:
    page = PageImage(page_no=1, image=np.full((100, 400, 3), 255, dtype=np.uint8), chars=chars)
    return TextLayer().read_page(page)


def test_text_layer_keeps_a_spaced_label_together_and_parts_columns() -> None:
    chars = [_char(c, 20.0 * n) for n, c in enumerate("公司名称")]
    chars += [_char(c, 120 + 10.0 * n) for n, c in enumerate("北京某某")]
    assert [line.text for line in _lines(*chars)] == ["公 司 名 称", "北京某某"]


def test_text_layer_rows_survive_file_order_and_small_shifts() -> None:
    chars = [_char("乙", 10, 1), _char("丙", 0, 14), _char("甲", 0, -1), _char("丁", 10, 14)]
    assert [line.text for line in _lines(*chars)] == ["甲乙", "丙丁"]


def test_text_layer_keeps_rows_of_small_print_apart_beside_a_title() -> None:
    small = [_char(text, 10.0 * at, 16) for at, text in enumerate("统一社会信用代码")]
    small += [_char(text, 6.0 * at, 28) for at, text in enumerate("91330106MA2")]
    title = [_char(text, 300.0 + 44 * at, size=40) for at, text in enumerate("营业执照")]
    assert {line.text for line in _lines(*title, *small)} == {"营业执照", "统一社会信用代码", "91330106MA2"}
    beside = [_char(text, 10.0 * at, 16) for at, text in enumerate("副本")]
    assert {line.text for line in _lines(*title, *beside)} == {"营业执照", "副本"}


def test_text_layer_keeps_a_file_s_space_between_domains() -> None:
    """It is narrower than any gap of ideographs; a space beside these parts nothing."""
    text = "a.cn b.cn"
    assert [line.text for line in _lines(*(_char(c, 3.0 * n, size=3.0) for n, c in enumerate(text)))] == [
        text
    ]
    close = [_char("a", 0), _char(" ", 10, size=0.5), _char("b", 10.5)]
    assert [line.text for line in _lines(*close)] == ["ab"]
    wide = [_char("甲", 0), _char(" ", 10, size=3.0), _char("乙", 13)]
    assert [line.text for line in _lines(*wide)] == ["甲乙"]


def test_text_layer_joins_double_print_and_normalises() -> None:
    chars = [_char("局", 0), _char("局", 0.5), _char("⽂", 10), _char("e\u0301", 20), _char("⺠", 30)]
    assert [line.text for line in _lines(*chars)] == ["局文é民"]


def test_text_layer_marks_what_the_font_does_not_map() -> None:
    (line,) = _lines(_char("王", 0), _char("\ufffd", 10), _char("三", 20))
    assert line.text == "王\ufffd三"
    assert line.char_confidences == (1.0, 0.0, 1.0)
    assert line.confidence == pytest.approx(2 / 3)
    assert line.verified == (0, 2)  # by the file: no shape need tell l from 1
