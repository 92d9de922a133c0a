"""Light print on a dark ground is made dark on light; a light paper on a dark desk is left as it is."""

from __future__ import annotations

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw

from pipeline.ocr.registry import build_engine
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.dark_ground import with_light_ground
from pipeline.read_page import read_page
from samples.fonts import load_face
from schemas.geometry import BBox, Quad

ROWS = (
    "增值电信业务经营许可证",
    "公司名称：深圳市云帆启航科技有限公司",
    "第二类增值电信业务中的信息服务业务（仅限互联网信息服务）",
    "在线数据处理与交易处理业务，不含网络借贷信息中介类业务",
    "网站接入地为广东省内，不含信息搜索查询服务",
)
LEFT, TOP, APART, SIZE = 60, 60, 70, 34
RED = (200, 30, 30)  # red, green, blue


class Seen:
    """Detects the rows that ``screen`` draws; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def detect(self, image: Image) -> list[Quad]:
        assert image.ndim == 3
        self.asked += 1
        boxes = (
            BBox(left=LEFT, top=top - 4, right=LEFT + SIZE * len(row), bottom=top + SIZE + 8)
            for row, top in zip(ROWS, range(TOP, TOP + APART * len(ROWS), APART), strict=True)
        )
        return [Quad.from_bbox(box) for box in boxes]


def screen(ground: int, print_level: int, around: int | None = None) -> Image:
    """Rows of print on a ground of that level, a red spot below them; half a page ``around`` them."""
    height = TOP + APART * len(ROWS) + 40
    picture = PillowImage.new("RGB", (1080, height), (ground,) * 3)
    draw, face = ImageDraw.Draw(picture), load_face("hei_noto", SIZE)
    for index, row in enumerate(ROWS):
        draw.text((LEFT, TOP + APART * index), row, font=face, fill=(print_level,) * 3)
    draw.ellipse((900, height - 60, 940, height - 20), fill=RED)
    page = np.asarray(picture)[:, :, ::-1]
    if around is None:
        return page.copy()
    return np.pad(page, ((0, 2 * height), (0, 0), (0, 0)), constant_values=around)


def test_no_rules_are_found_between_light_characters() -> None:
    page = read_page(build_engine("rapidocr", None, 2), PageImage(page_no=1, image=screen(28, 236)))
    assert page.rules == ()
    lines = sorted(page.lines, key=lambda line: line.quad.bbox.top)
    assert [line.text.replace("(", "（").replace(")", "）") for line in lines] == list(ROWS)


def test_levels_are_turned_over_and_red_stays_red() -> None:
    dark = screen(28, 236)
    light = with_light_ground(dark, Seen().detect)
    assert np.median(light) == 255 - 28
    assert int(light.min()) == 255 - 236
    spot = light[-40, 920].astype(int)
    assert spot[2] - spot[:2].max() == RED[0] - max(RED[1:])


def test_a_light_paper_on_a_dark_desk_is_left_as_it_is() -> None:
    engine, photo = Seen(), screen(236, 28, around=10)
    assert with_light_ground(photo, engine.detect) is photo
    assert engine.asked == 1


def test_a_light_page_is_not_looked_at_for_lines() -> None:
    engine, page = Seen(), screen(236, 28)
    assert with_light_ground(page, engine.detect) is page
    assert not engine.asked
