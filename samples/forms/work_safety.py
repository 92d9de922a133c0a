"""安全生产许可证, landscape or portrait, one column."""

from __future__ import annotations

from samples.facts.authorities import provincial
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
from samples.sheet import Ink, width_mm
from samples.typeset import Style, put
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((96, 128, 104), (150, 120, 80), (120, 132, 150))
BUILDING = "建筑施工"


def put_landscape(draft: FormDraft) -> None:
    """The original (正本)."""
    _put(draft, landscape=True)


def put_portrait(draft: FormDraft) -> None:
    """The copy (副本)."""
    _put(draft, landscape=False)


def _put(draft: FormDraft, *, landscape: bool) -> None:
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, random_day(draw, 2005, 2014)), 3500)
    sheet = begin_form(draft, ("guilloche", "gilt"), INKS, landscape=landscape)
    look = draft.look
    left, top = (44, 60) if landscape else (32, 74)
    emblem(sheet, sheet.width / 2, top - 34, 12)
    put_title(sheet, top, "安全生产许可证", Style(look.title_face, 36), 0.5 * sheet.width)
    if not landscape or draw.random() < 0.3:
        put(
            sheet,
            sheet.width / 2 - 12,
            top + 10,
            draw.choice(("（副本）", "（副  本）", "（正本）")),
            look.label(13, 6),
        )
    label, value = look.label(13, 7.4), look.value(13, 7)
    scope = draw.choice((BUILDING, *trades("safety_item")))
    number = _number(draft, issued.year, building=scope == BUILDING)
    text = draw.choice(("编号：", "编号:", "编  号：")) + number
    put(sheet, sheet.width - left + 6 - width_mm(text, label.face, label.size), top + 20, text, label)
    draft.enter("license_number", number)
    columns = Columns(left, 28, left + 36, sheet.width - left + 8, label, value, look.shift)
    gap = draw.uniform(2.5, 5) if landscape else draw.uniform(6, 10)
    rows = _rows(draft, scope)
    end = term_after(draw, issued, 3)
    form = draw.choice(("{}至{}", "自{}至{}", "{} 至 {}", "{}—{}"))
    text = form.format(day_text(draw, issued), day_text(draw, end))
    draft.enter_day("valid_from", issued)
    draft.enter_day("valid_until", end)
    rows.append(Row(draw.choice(("有效期", "有效期", "有效期限")), text, most_lines=1 if landscape else 2))
    y = put_rows(draft, sheet, rows, columns, top + 32, gap=gap, colon=draw.choice(("：", "：", "")))
    authority = (
        provincial(draw, enterprise, "住房和城乡建设厅", "住房和城乡建设委员会")
        if scope == BUILDING
        else provincial(draw, enterprise, "安全生产监督管理局", "应急管理厅")
    )
    at = (0.58 * sheet.width, min(max(y + 4, 160 if landscape else 226), sheet.height - 48))
    put_issuer(draft, sheet, columns, at, ("发证机关", "发证机关：", "发证机关（章）"), authority, issued)
    maker = "国家安全生产监督管理总局监制" if scope != BUILDING else "中华人民共和国住房和城乡建设部监制"
    put_small_print(draft, sheet, sheet.height - 5, "", maker)


def _number(draft: FormDraft, year: int, *, building: bool) -> str:
    draw, letter = draft.draw, draft.enterprise.region.letter
    if building:
        return f"({letter})JZ安许证字[{year}]{draw.randrange(10**6):06d}"
    brackets = draw.choice(("[{}]", "〔{}〕", "({})"))
    kind = draw.choice(("WH安许证字", "FM安许证字", "危化生字"))
    return f"({letter}){kind}{brackets.format(year)}{draw.randrange(10**4):04d}"


def _rows(draft: FormDraft, scope: str) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    rows = [
        Row(draw.choice(("单位名称", "单位名称", "企业名称")), enterprise.name, "company", most_lines=2),
        Row("主要负责人", enterprise.person, "legal_representative"),
        Row("单位地址", enterprise.address, "address", most_lines=2),
        Row("经济类型", draw.choice(trades("economic_type")), "company_type", most_lines=1),
        Row("许可范围", scope, "scope", most_lines=2),
    ]
    if draw.random() < 0.4:
        code = Row("统一社会信用代码", enterprise.credit_code, "unified_social_credit_code")
        rows.insert(1, code)
    return rows
