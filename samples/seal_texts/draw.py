"""Seals under print, as a copier or a fax leaves them, cut as the network sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np

from extractors.authorities.seal_texts import OTHER_PURPOSES, PURPOSES
from pipeline.page_image import Image
from pipeline.seals.level import find_pose, lay_level
from pipeline.seals.looks import without_rules
from pipeline.seals.ring import Ring
from pipeline.seals.text_network import LINE, NONE, OTHER, RIM
from samples.damage.copies import fax, photocopy
from samples.damage.page import DamagedPage
from samples.damage.scan import dpi100, scan
from samples.facts.companies import company_name
from samples.raster import Pixels, sheet_to_pixels
from samples.sheet import BLACK, Ink, SealMark, Sheet, Text
from samples.vocabulary import regions
from schemas.certificate import PageKind
from schemas.page import SealShape

FACES = ("song_noto", "song_bold", "fangsong_near", "song", "hei_noto", "kai_lxgw", "hei_bold")
HELD_OUT = ("hei", "kai")
PRINT_FACES = ("song", "song_noto", "kai", "hei", "hei_noto", "fangsong_near", "song_bold")
SIDE = 62.0  # mm of the piece of paper about a seal
DPI = 200
MADE_UP = (
    "经营许可登记注册管理年检合格审查备案证照业务服务卫生食品药品消防质量技术出版印刷备用章号省市区"
    "一二三四五六七八九"
)
OFFICES = (
    "市场监督管理局", "工商行政管理局", "行政审批局", "食品药品监督管理局", "公安局", "人民政府", "税务局",
    "文化和旅游局", "卫生健康委员会", "质量技术监督局", "经济和信息化厅", "广播电视局",
    "通信发展管理办公室", "无线电管理局", "住房和城乡建设局",
)  # fmt: skip
PRINTED = (
    "发证机关", "工业和信息化部", "发证日期", "通信管理局", "北京", "上海", "年", "月", "日", "有限公司",
    "有效期至", "业务种类", "增值电信业务", "覆盖范围", "互联网信息服务业务", "特别规定事项", "网站域名",
    "服务项目",
)  # fmt: skip
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经0123456789"
)


@dataclass(frozen=True)
class SeenSeal:
    """What the two networks see of a seal, and the class of each of its texts."""

    line: Image
    line_text: str
    rim: Image
    rim_text: str


def draw_seals(draw: Random, copies: int, *, held_out: bool = False, blank: bool = False) -> list[SeenSeal]:
    """A seal under print in several copies of one page; ``blank``: print alone, where a ring was thought to
    be."""
    line_text, line = _line(draw)
    rim_text, rim = _rim(draw)
    shape = SealShape.ROUND if draw.random() < 0.8 else SealShape.OVAL
    mark = _seal(draw, rim, line, shape, HELD_OUT if held_out else FACES)
    sheet = Sheet(PageKind.MAIN, width=SIDE, height=SIDE)
    if blank:
        line_text, rim_text = NONE, NONE
        _print(draw, sheet)
    elif draw.random() < 0.5:
        sheet.add(mark)
        _print(draw, sheet)
    else:
        _print(draw, sheet)
        sheet.add(mark)
    pixels = sheet_to_pixels(sheet, DPI)
    seen = []
    for _ in range(copies):
        page = _damaged(draw, pixels)
        pose = find_pose(page, _ring(draw, mark, page.shape[0] / SIDE), 0.0, among_text=True)
        seal = without_rules(lay_level(page, pose))
        seen.append(SeenSeal(LINE.picture(seal), line_text, RIM.picture(seal), rim_text))
    return seen


def _ring(draw: Random, mark: SealMark, scale: float) -> Ring:
    """The ring about as well as one is found."""
    a, b = (half * scale / 2 * draw.gauss(1, 0.008) for half in (mark.width, mark.height))
    x, y = (at * scale + draw.gauss(0, 1.5) for at in (mark.x, mark.y))
    return Ring(x, y, a, b, -mark.angle if mark.shape is SealShape.OVAL else 0.0, 1.0)


def _line(draw: Random) -> tuple[str, str | None]:
    """The class of a straight line, and the line."""
    kind = draw.random()
    if kind < 0.2:
        return NONE, None
    if kind < 0.72:
        known = draw.choice(PURPOSES)
        return known, known
    if kind < 0.87:
        known = draw.choice(OTHER_PURPOSES)
        return known, known
    if draw.random() < 0.25:
        return OTHER, "".join(draw.choices("0123456789", k=13))
    made = "".join(draw.choices(MADE_UP, k=draw.randint(1, 6)))
    return OTHER, made + draw.choice(("专用章", "专用章", "专用章", "（1）", "章", ""))


def _rim(draw: Random) -> tuple[str, str]:
    """The class of a rim, and its text."""
    kind = draw.random()
    if kind < 0.7:
        known = draw.choice(RIM.classes[1:-1])
        return known, known
    region = draw.choice(regions())
    place = draw.choice((region.name, draw.choice(region.places)))
    if kind < 0.85:
        return OTHER, place + draw.choice(OFFICES)
    return OTHER, company_name(draw, region, draw.choice(region.places))


def _seal(draw: Random, rim: str, line: str | None, shape: SealShape, faces: tuple[str, ...]) -> SealMark:
    width = draw.uniform(38, 46)
    height = width if shape is SealShape.ROUND else draw.uniform(0.62, 0.75) * width
    red = (draw.randint(170, 225), draw.randint(10, 70), draw.randint(20, 80))
    ink: Ink = BLACK if draw.random() < 0.2 else red
    mark = SealMark(
        SIDE / 2 + draw.uniform(-2, 2), SIDE / 2 + draw.uniform(-2, 2), width, height, shape, rim, line,
        draw.choice(faces), ink, draw.uniform(-14, 14), draw.uniform(0.55, 1.0), draw.randrange(1 << 30),
    )  # fmt: skip
    if draw.random() < 0.5:
        return mark
    return replace(
        mark,
        inner_size=draw.uniform(0.8, 1.3),
        inner_room=draw.uniform(0.85, 1.25),
        inner_drop=draw.uniform(-0.07, 0.035),
    )


def _print(draw: Random, sheet: Sheet) -> None:
    """Rows of a form about the seal, some of them across its line."""
    if draw.random() < 0.15:
        return
    face, size = draw.choice(PRINT_FACES), draw.choice((8, 9, 10.5, 12, 14, 16))
    level = draw.choice((24, 40, 60, 100))
    y = draw.uniform(2, 14)
    while y < SIDE:
        if draw.random() < 0.7:
            words = [
                draw.choice(PRINTED) if draw.random() < 0.6 else "".join(draw.choices(COMMON, k=4))
                for _ in range(draw.randint(1, 6))
            ]
            x, between = draw.uniform(-20, 45), draw.choice(("", " ", "  "))
            apart = draw.choice((0.0, 0.0, draw.uniform(0, 2.5)))
            sheet.add(Text(x, y, between.join(words), face, size, (level, level, level), apart))
        y += size * 0.353 * draw.uniform(1.2, 3.4)


def _damaged(draw: Random, pixels: Pixels) -> Image:
    noise = np.random.default_rng(draw.getrandbits(64))
    page = DamagedPage(pixels)
    kind = draw.random()
    if kind < 0.45:
        page = photocopy(page, noise)
    elif kind < 0.8:
        page = fax(page, noise)
    elif kind < 0.86:
        page = fax(photocopy(page, noise), noise)
    elif kind < 0.93:
        page = photocopy(scan(page, noise), noise)
    else:
        page = dpi100(page, noise)
    grey = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    if not page.bilevel and draw.random() < 0.8:
        quality = [cv2.IMWRITE_JPEG_QUALITY, page.quality]
        packed = cv2.imencode(".jpg", grey, quality)[1]
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return grey
