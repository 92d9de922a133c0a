"""A publication permit, drawn: a type of certificate that licet does not know by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from samples.fonts import load_face
from samples.seals import seal_mask
from samples.sheet import SealMark
from schemas.page import SealShape

SIZE = (1754, 1240)
ROWS = (
    ("单位名称：", "北京书香文化传媒有限公司"),
    ("地址：", "北京市朝阳区望京街9号楼1层105室"),
    ("法定代表人：", "何静"),
    ("经营范围：", "图书、期刊、电子出版物、音像制品零售、网上销售"),
    ("有效期限：", "2017年5月16日至2022年4月30日"),
)
VALUES = {
    "license_number": "新出发京零字第朝170086号",
    "company": "北京书香文化传媒有限公司",
    "address": "北京市朝阳区望京街9号楼1层105室",
    "legal_representative": "何静",
    "scope": "图书、期刊、电子出版物、音像制品零售、网上销售",
    "valid_from": "2017-05-16",
    "valid_until": "2022-04-30",
    "issuer": "北京市朝阳区文化委员会",
    "issue_date": "2017-05-16",
}


def draw_publication_permit(path: Path) -> Path:
    """The permit as a JPEG at ``path``."""
    sheet = Image.new("RGB", SIZE, (250, 248, 240))
    pen = ImageDraw.Draw(sheet)

    def write(text: str, x: float, y: float, size: float, face: str = "song_noto") -> None:
        pen.text((x, y), text, (30, 30, 30), load_face(face, size))

    write("出版物经营许可证", 500, 190, 92, "hei_bold")
    write(VALUES["license_number"], 1050, 340, 28)
    for index, (label, value) in enumerate(ROWS):
        write(label, 200, 450 + 70 * index, 30, "hei_noto")
        write(value, 420, 450 + 70 * index, 30)
    write("发证机关：", 1020, 920, 30, "hei_noto")
    write("2017年5月16日", 1180, 1030, 30)
    _press(sheet, VALUES["issuer"], (1300, 970))
    sheet.save(path, quality=90)
    return path


def _press(sheet: Image.Image, rim: str, center: tuple[int, int]) -> None:
    mark = SealMark(
        x=0, y=0, width=42, height=42, shape=SealShape.ROUND, rim=rim, inner=None, face="song_bold", wear=1
    )
    mask = seal_mask(mark, SIZE[0] / 222)
    height, width = mask.shape
    left, top = center[0] - width // 2, center[1] - height // 2
    plate = Image.fromarray((mask * 255).astype(np.uint8))
    sheet.paste(Image.new("RGB", (width, height), (205, 40, 50)), (left, top), plate)
