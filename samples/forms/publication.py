"""出版物经营许可证: a type that licet does not declare, to try adding one with."""

from __future__ import annotations

from samples.facts.authorities import Authority, seat
from samples.facts.enterprises import later, term_after
from samples.facts.grants import random_day
from samples.forms.dates import day_text
from samples.forms.foot import put_issuer
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_small_print, put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.ornament import emblem
from samples.sheet import Ink
from samples.typeset import Style, put
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((110, 140, 110), (150, 128, 80), (150, 90, 90))


def put_landscape(draft: FormDraft) -> None:
    """The original (正本)."""
    _put(draft, landscape=True)


def put_portrait(draft: FormDraft) -> None:
    """The copy (副本)."""
    _put(draft, landscape=False)


def _put(draft: FormDraft, *, landscape: bool) -> None:
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, random_day(draw, 2012, 2016)), 3000)
    until = term_after(draw, issued, draw.choice((4, 5, 6)))
    sheet = begin_form(draft, ("guilloche", "gilt"), INKS, landscape=landscape)
    look = draft.look
    left, top = (46, 62) if landscape else (34, 74)
    emblem(sheet, sheet.width / 2, top - 34, 12)
    put_title(sheet, top, "出版物经营许可证", Style(look.title_face, 34), 0.56 * sheet.width)
    if not landscape:
        put(sheet, sheet.width / 2 - 12, top + 10, "（副 本）", look.label(13, 6))
    columns = Columns(
        left, 30, left + 40, sheet.width - left + 6, look.label(13, 7), look.value(13, 7), look.shift
    )
    person = draw.choice(("法定代表人或主要负责人", "法定代表人", "负责人"))
    rows = [
        Row("编号", _number(draft), "license_number"),
        Row(draw.choice(("企业名称", "单位名称")), enterprise.name, "company", most_lines=2),
        Row(draw.choice(("经营场所", "地址")), enterprise.address, "address", most_lines=2),
        Row(person, enterprise.person, "legal_representative"),
        Row("企业类型", enterprise.company_type, "company_type", most_lines=1),
        Row("经营范围", draw.choice(trades("publication_item")), "scope", most_lines=2),
        Row("有效期", f"{day_text(draw, issued)}至{day_text(draw, until)}", most_lines=2),
    ]
    draft.enter_day("valid_from", issued)
    draft.enter_day("valid_until", until)
    gap = draw.uniform(2, 4) if landscape else draw.uniform(5, 8)
    y = put_rows(draft, sheet, rows, columns, top + 26, gap=gap, colon=draw.choice(("：", ":")))
    at = (0.56 * sheet.width, min(max(y + 4, 160 if landscape else 226), sheet.height - 48))
    authority = Authority(
        seat(enterprise) + draw.choice(("新闻出版局", "文化广电和旅游局", "文化广电新闻出版局"))
    )
    put_issuer(draft, sheet, columns, at, ("发证机关：", "发证机关（盖章）", "发证机关"), authority, issued)
    put_small_print(draft, sheet, sheet.height - 5, "", "国家新闻出版署印制")


def _number(draft: FormDraft) -> str:
    draw, region = draft.draw, draft.enterprise.region
    place = draw.choice((draft.enterprise.place[0], ""))
    return f"新出发{region.letter}{draw.choice(('零', '批'))}字第{place}{draw.randint(1, 99999):05d}号"
