"""全国工业产品生产许可证: portrait, its issuer typed or in the seal alone."""

from __future__ import annotations

from datetime import date

from samples.facts.authorities import Authority, provincial
from samples.facts.companies import address
from samples.facts.enterprises import later, term_after
from samples.facts.grants import random_day
from samples.forms.foot import press, put_labelled_day
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_small_print, put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.ornament import emblem
from samples.sheet import Ink, Sheet, width_mm
from samples.typeset import Style, put, put_centered, put_lines, wrap
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((160, 128, 76), (96, 120, 150), (136, 104, 96))
GRANT = "经审查，你单位生产的下列产品符合取得生产许可证条件，特发此证。"


def put_industrial_product(draft: FormDraft) -> None:
    """The form of 2005 and after; of the national bureau, or since 2010 mostly of a province."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, random_day(draw, 2006, 2014)), 3400)
    sheet = begin_form(draft, ("guilloche", "gilt"), INKS, label_faces=("song_noto", "hei_noto", "kai_lxgw"))
    look = draft.look
    emblem(sheet, sheet.width / 2, 40, 13)
    put_title(sheet, 72, "全国工业产品生产许可证", Style(look.title_face, 30), 140)
    if draw.random() < 0.4:
        put_centered(sheet, 82, draw.choice(("（副本）", "（正本）")), look.label(14, 6))
    label, value = look.label(13.5, 7.5), look.value(13.5, 7.2)
    columns = Columns(32, 24, 64, 178, label, value, look.shift)
    put_lines(sheet, 32, 95, wrap("　　" + GRANT, label.face, label.size, 146), label)
    colon = draw.choice(("：", "：", ""))
    y = put_rows(draft, sheet, _rows(draft), columns, 116, gap=draw.uniform(5, 9), colon=colon)
    y = min(max(y + 6, 214), 232)
    _put_number_and_dates(draft, sheet, columns, y, issued.replace(day=min(issued.day, 28)))
    put_small_print(
        draft, sheet, 291, "", draw.choice(("国家质量监督检验检疫总局制", "国家市场监督管理总局监制"))
    )


def _rows(draft: FormDraft) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    other = address(draw, enterprise.region, enterprise.place, building=False)
    rows = [
        Row(draw.choice(("企业名称", "单位名称", "生产者名称")), enterprise.name, "company", most_lines=2),
        Row("住所", enterprise.address, "address", most_lines=2),
        Row("生产地址", draw.choice((enterprise.address, other)), "production_address", most_lines=2),
        Row("产品名称", draw.choice(trades("product")), "product"),
    ]
    if draw.random() < 0.5:
        rows.append(Row("明细", draw.choice(trades("product_detail"))))
    if draw.random() < 0.3:
        rows.append(Row("检验方式", draw.choice(("自检", "委托检验")), "inspection_method"))
    return rows


def _put_number_and_dates(draft: FormDraft, sheet: Sheet, columns: Columns, y: float, issued: date) -> None:
    """证书编号, 有效期至 and 发证日期 at the foot, the seal on the latter."""
    draw, enterprise = draft.draw, draft.enterprise
    letter = enterprise.region.letter
    prefix = draw.choice(("", f"({letter})", f"（{letter}）"))
    number = f"{prefix}XK{draw.randint(1, 23):02d}-{draw.randint(1, 217):03d}-{draw.randint(1, 99999):05d}"
    text = f"证书编号：{number}"
    put(sheet, 32, y, text, columns.value)
    draft.enter("license_number", number)
    until = term_after(draw, issued, 5)
    put_labelled_day(
        draft, sheet, columns, (32, y + 12), draw.choice(("有效期至：", "有效期至")), "valid_until", until
    )
    authority = (
        Authority(draw.choice(("国家质量监督检验检疫总局", "国家市场监督管理总局")))
        if prefix == ""
        else provincial(draw, enterprise, "质量技术监督局", "市场监督管理局", inner=(None, "行政许可专用章"))
    )
    wide = width_mm(authority.name, columns.value.face, columns.value.size)
    if draw.random() < 0.6:
        put(sheet, 178 - wide, y + 26, authority.name, columns.value)
    middle = put_labelled_day(
        draft, sheet, columns, (104, y + 38), draw.choice(("发证日期：", "发证日期")), "issue_date", issued
    )
    press(draft, sheet, (middle, y + 38), authority)
