"""Pages set by hand, as an engine would have read them: 200-dpi A4, nothing drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from extractors.assemble import pages_to_certificates
from extractors.page_lines.layout import Line, page_to_lines
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.document_type import DocumentType
from schemas.geometry import PageTransform, Quad
from schemas.page import InkLayer, Page, SealKind, SealReading, SealShape, SourcePage, TextLine

WIDTH, HEIGHT = 1654, 2339
LABELS, VALUES = 240.0, 640.0  # left edges of the columns, pixels
PITCH, SIZE = 90.0, 32.0  # from row to row, and the height of a line
TITLE = "增值电信业务经营许可证"
TELECOM: DocumentType = next(kind for kind in document_types() if kind.name == "telecom_license")


def line(
    text: str,
    left: float,
    top: float,
    *,
    size: float = SIZE,
    angle: float = 0.0,
    layer: InkLayer = InkLayer.ALL,
    score: float = 0.99,
) -> TextLine:
    """A line whose top-left corner is given; Chinese is as wide as high, ASCII half of that.

    ``angle`` turns it clockwise about that corner, in degrees.
    """
    widths = [size if ord(char) > 0xFF else size / 2 for char in text]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def corner(along: float, down: float) -> tuple[float, float]:
        return (left + along * cos - down * sin, top + along * sin + down * cos)

    total = sum(widths)
    positions = tuple((sum(widths[:index]) + width / 2) / total for index, width in enumerate(widths))
    return TextLine(
        text=text,
        quad=Quad((corner(0, 0), corner(total, 0), corner(total, size), corner(0, size))),
        confidence=score,
        engine="rapidocr",
        layer=layer,
        char_positions=positions,
        char_confidences=(score,) * len(text),
    )


def with_hole(whole: TextLine, start: int, end: int) -> TextLine:
    """The line as read, characters ``start`` to ``end`` not."""
    text = whole.text
    return whole.model_copy(
        update={
            "text": text[:start] + text[end:],
            "char_positions": whole.char_positions[:start] + whole.char_positions[end:],
            "char_confidences": whole.char_confidences[:start] + whole.char_confidences[end:],
        }
    )


def seal(
    text: str | None,
    center: tuple[float, float],
    *,
    radius: float = 160.0,
    score: float = 0.95,
    places: int | None = None,
) -> SealReading:
    """A round official seal."""
    x, y = center
    corners = (
        (x - radius, y - radius),
        (x + radius, y - radius),
        (x + radius, y + radius),
        (x - radius, y + radius),
    )
    return SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.ROUND,
        quad=Quad(corners),
        text=text,
        text_confidence=score if text else 0.0,
        rim_places=places,
        inner_text=None,
        inner_confidence=0.0,
        engine="rapidocr",
    )


def frame(left: float, top: float, right: float, bottom: float) -> SealReading:
    """The frame of a rubber stamp."""
    return SealReading(
        kind=SealKind.STAMP,
        shape=SealShape.RECTANGLE,
        quad=Quad(((left, top), (right, top), (right, bottom), (left, bottom))),
        text=None,
        text_confidence=0.0,
        inner_text=None,
        inner_confidence=0.0,
        engine="rapidocr",
    )


def page(
    *lines: TextLine,
    page_no: int = 1,
    seals: Sequence[SealReading] = (),
    transform: PageTransform | None = None,
    rotation: int = 0,
) -> Page:
    return Page(
        page_no=page_no,
        width=WIDTH,
        height=HEIGHT,
        rotation=rotation,
        transform=transform or PageTransform(),
        lines=lines,
        seals=tuple(seals),
    )


def of_file(name: str, *pages: Page) -> list[SourcePage]:
    """The pages of the file ``name``, in a folder."""
    sha256 = f"{sum(name.encode()):064x}"
    return [SourcePage(sha256=sha256, path=f"scans/{name}", page=entry) for entry in pages]


def seen(*lines: TextLine) -> list[Line]:
    """The lines as the extractors see them, in reading order."""
    return page_to_lines(page(*lines))


def with_annex(*lines: TextLine) -> Certificate:
    """A main page, and an annex of these lines under its head."""
    head = [line("附页", 760, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    main = page(*main_lines(), seals=[seal("浙江省通信管理局", (1150.0, 1450.0))])
    (found,) = certificates(*of_file("a.pdf", main, page(*head, *lines, page_no=2)))
    return found


def certificates(*sources: SourcePage) -> list[Certificate]:
    return pages_to_certificates(sources, document_types(), 0.9)


def certificate(*lines: TextLine, seals: Sequence[SealReading] = ()) -> Certificate:
    """The one certificate of a file with one page."""
    (found,) = certificates(*of_file("a.pdf", page(*lines, seals=seals)))
    return found


def title(text: str = TITLE) -> TextLine:
    return line(text, 480, 260, size=60)


def row(index: float, label: str, *value: str, pitch: float = 46.0) -> list[TextLine]:
    """A label in row ``index`` of the page's form, its value beside it and wrapped below."""
    top = 500 + index * PITCH
    return [
        line(label, LABELS, top),
        *(line(text, VALUES, top + place * pitch) for place, text in enumerate(value)),
    ]


def main_lines(
    number: str = "浙B2-20190046", company: str = "杭州清河网络科技有限公司", person: str = "陈立群"
) -> list[TextLine]:
    """A main page of the current form without surprises."""
    return [
        title(),
        *row(0, "经营许可证编号：", number),
        *row(1, "公 司 名 称：", company),
        *row(2, "法 定 代 表 人：", person),
        *row(3, "业务种类：", "信息服务业务（仅限互联网信息服务）"),
        *row(10, "发证日期：", "2024年03月05日"),
        *row(11, "有效期至：", "2029年03月05日"),
    ]


def annex_lines(number: str | None = "浙B2-20190046", site: str = "清河社区") -> list[TextLine]:
    """An annex in the list form."""
    head = row(0, "经营许可证编号：", number) if number else []
    return [
        line("附页", 760, 300, size=44),
        *head,
        *row(2, "网站名称：", site),
        *row(3, "网站域名：", "qinghe-net.cn"),
        *row(4, "服务器放置地：", "浙江省杭州市滨江区江南大道88号"),
        *row(5, "网站接入服务提供单位：", "浙江云港数据有限公司"),
    ]


def provision_lines(number: str | None, *clauses: str) -> list[TextLine]:
    """A page of special provisions, one clause a line."""
    head = row(-1, "经营许可证编号：", number) if number else []
    return [
        line("特别规定事项", 640, 300, size=44),
        *head,
        *(line(clause, LABELS, 600 + index * 60) for index, clause in enumerate(clauses)),
    ]


def moved(lines: Iterable[TextLine], right: float, down: float) -> list[TextLine]:
    """The lines, so many pixels further right and down."""
    move = PageTransform(matrix=(1.0, 0.0, right, 0.0, 1.0, down, 0.0, 0.0, 1.0))
    return [one.model_copy(update={"quad": move.map_quad(one.quad)}) for one in lines]


def on_one(*papers: Iterable[TextLine], beside: bool) -> Page:
    """Papers that were scanned as one page, beside or below one another."""
    count = len(papers)
    laid = [
        moved(lines, index * WIDTH * beside, index * HEIGHT * (not beside))
        for index, lines in enumerate(papers)
    ]
    size = {"width": WIDTH * (count if beside else 1), "height": HEIGHT * (1 if beside else count)}
    return page(*(one for lines in laid for one in lines)).model_copy(update=size)
