"""How well given texts fit a line: by hand on few steps, and with the real network on print under print."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from extractors.authorities.seal_fits import find_known_line, find_known_rim
from extractors.authorities.seal_texts import PURPOSES
from pipeline.ocr.alphabet import to_alphabet
from pipeline.ocr.fitting import _forward, _to_paths
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.page_image import Image
from pipeline.seals.known import fit_lines, fit_rims, is_plain_rim
from samples.fonts import load_face

ALPHABET = to_alphabet(["", "a", "b", "c"])


def collapsed(path: tuple[int, ...]) -> str:
    """What a path of classes says: runs are one character, class 0 parts them."""
    kept = [now for now, before in zip(path, (0, *path), strict=False) if now and now != before]
    return "".join(ALPHABET.characters[index] for index in kept)


@pytest.mark.parametrize("text", ["a", "ab", "aa", "aba", "bbb"])
def test_a_text_has_the_probability_of_all_its_paths(text: str) -> None:
    likely = np.random.default_rng(3).dirichlet(np.ones(4), size=5)
    paths = _to_paths([text, "c"], ALPHABET)
    logs = np.log(likely).astype(np.float32)[:, paths.classes]
    total = sum(
        float(np.prod([likely[step, at] for step, at in enumerate(path)]))
        for path in itertools.product(range(4), repeat=5)
        if collapsed(path) == text
    )
    assert np.exp(_forward(logs, paths)[0]) == pytest.approx(total, rel=1e-4, abs=1e-12)


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    return RapidOcr()


def printed(text: str, over: str = "", *, width: int = 460) -> Image:
    """A line of print, and another darker one across its lower part."""
    page = Pillow.new("RGB", (width, 56), "white")
    pen = ImageDraw.Draw(page)
    pen.text((10, 6), text, (120, 120, 120), font=load_face("song_noto", 40))
    pen.text((60, 24), over, (0, 0, 0), font=load_face("hei_noto", 30))
    return np.asarray(page)[:, :, ::-1].copy()


def test_what_is_printed_fits_and_nothing_else_does(engine: RapidOcr) -> None:
    (fits,) = engine.fit([printed("行政许可专用章")], ["行政许可专用章", "行政审批专用章", "\U00020000"])
    assert fits[0] > -0.1
    assert fits[1] < -2
    assert fits[2] < -100


@pytest.mark.parametrize("purpose", ["电信业务审批专用章", "年检合格专用章"])
def test_a_purpose_under_print_is_known(engine: RapidOcr, purpose: str) -> None:
    known = find_known_line(fit_lines([printed(purpose, "服务项目")], engine.fit))
    assert known is not None
    assert known.text == purpose
    assert 0.6 <= known.confidence <= 0.95


@pytest.mark.parametrize(
    "text", ["服务项目互联网", "财务专用章", "合同专用章", "行政处罚专用章", "2014年10月25日", ""]
)
def test_what_is_no_purpose_of_the_list_is_not_made_one(engine: RapidOcr, text: str) -> None:
    assert find_known_line(fit_lines([printed(text)], engine.fit)) is None


@pytest.mark.parametrize(
    "rim",
    ["北京市丰台区市场监督管理局", "国家药品监督管理局", "杭州清河网络科技有限公司", "浙江省通信行业协会"],
)
def test_rims_of_other_bodies_are_no_telecom_authority(engine: RapidOcr, rim: str) -> None:
    assert find_known_rim(fit_rims([printed(rim, width=620)], engine.fit)) is None


@pytest.mark.parametrize(
    "rim", ["中华人民共和国工业和信息化部", "陕西省通信管理局", "宁夏回族自治区通信管理局"]
)
def test_a_rim_of_the_list(engine: RapidOcr, rim: str) -> None:
    known = find_known_rim(fit_rims([printed(rim, "获准经营", width=620)], engine.fit))
    assert known is not None
    assert known.text == rim


def test_an_engine_that_cannot_tell() -> None:
    assert fit_lines([printed("行政许可专用章")], lambda images, _: [()] * len(images)) == ()
    assert find_known_line(()) is None


def test_texts_of_the_list_are_of_the_alphabet(engine: RapidOcr) -> None:
    (fits,) = engine.fit([printed("行政许可专用章")], PURPOSES)
    assert min(fits) > -100


def test_a_purpose_of_which_most_looks_hide_a_part_is_known_by_the_one_that_shows_it(
    engine: RapidOcr,
) -> None:
    """行政专用章 is what they leave of it, and a purpose too."""
    hidden = printed("行政许可专用章")
    hidden[:, 95:170] = 255
    known = find_known_line(fit_lines([printed("行政许可专用章"), hidden, hidden], engine.fit))
    assert known is not None
    assert known.text == "行政许可专用章"
    assert find_known_line(fit_lines([hidden], engine.fit)) is None


@pytest.mark.parametrize(
    ("rim", "score", "plain"),
    [
        ("北京市通信管理局", 0.7, True),
        ("杭州清河网络科技有限公司", 0.99, True),
        ("杭州市市场监督管理局", 0.99, True),
        ("杭州清河网络科技有限公司", 0.8, False),
        ("人民共和国工业和信息", 0.99, False),
        ("人民和经营内和息化部", 0.95, False),  # under print, and surely read
        ("安徽省道的管理局", 0.95, False),
        ("信息化部", 0.98, False),
    ],
)
def test_what_is_left_of_an_authority_s_rim_is_not_plain(rim: str, score: float, *, plain: bool) -> None:
    assert is_plain_rim(rim, score) is plain
