"""网络文化经营许可证: landscape, one column, the site's address and 有效期至 at its foot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.facts.authorities import Authority
from samples.facts.enterprises import later, term_after
from samples.facts.sites import domain
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

INKS: tuple[Ink, ...] = ((152, 146, 108), (120, 128, 120), (140, 110, 80))
PAPERS: tuple[Ink, ...] = ((240, 242, 242), (255, 255, 255), (250, 246, 236))


def put_internet_culture(draft: FormDraft) -> None:
    """The form of 2011 and after, of the culture bureau of a province."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2011, 6, 1)), 2500)
    until = term_after(draw, issued, 3)
    sheet = begin_form(
        draft, ("guilloche", "gilt", "plain"), INKS, papers=PAPERS, landscape=True, band=5,
        label_faces=("hei_noto", "kai_lxgw", "song_noto"),
    )  # fmt: skip
    emblem(sheet, sheet.width / 2, 26, 13)
    put_title(sheet, 62, "网络文化经营许可证", Style(draft.look.title_face, 36), 160)
    look = draft.look
    region = enterprise.region
    brackets = draw.choice(("[{}]", "〔{}〕", "（{}）", "({})"))
    serial = f"{draw.randint(1, 5999):04d}-{draw.randint(1, 999):03d}号"
    number = f"{region.letter}网文{brackets.format(issued.year)}{serial}"
    label, value = look.label(13, 7), look.value(12.5, 6.4)
    wide = width_mm("编号：" + number, value.face, value.size)
    put(sheet, 250 - wide, 76, f"编号：{number}", value)
    draft.enter("license_number", number)
    columns = Columns(36, 30, 72, 256, label, value, look.shift)
    put_rows(
        draft, sheet, _rows(draft), columns, 88, gap=draw.uniform(2.4, 4.4), colon=draw.choice(("：", ":"))
    )
    columns = replace(columns, value=look.value(11.5, 6))
    draft.enter_day("valid_until", until)
    put(sheet, 36, 186, f"{draw.choice(('有效期至', '有效期至：'))}{day_text(draw, until)}", columns.value)
    kinds = ("文化和旅游厅",) if issued.year > 2018 else ("文化厅",)
    if region.is_municipality:
        kinds = ("文化和旅游局",) if issued.year > 2018 else ("文化局",)
    authority = Authority(region.name + draw.choice(kinds))
    put_issuer(draft, sheet, columns, (172, 168), ("发证机关：", "发证机关:", "发证机关"), authority, issued)
    put_small_print(draft, sheet, 205, "", "中华人民共和国文化部监制")


def _rows(draft: FormDraft) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    items = "，".join(draw.sample(trades("culture_item"), k=draw.choice((1, 1, 2, 3))))
    name = domain(draw).lower()
    address = draw.choice(("www.", "", "http://www.")) + name
    draft.enter("domain", address.removeprefix("http://"))
    return [
        Row("单位名称", enterprise.name, "company", most_lines=1),
        Row(draw.choice(("地址", "住所")), enterprise.address, "address", most_lines=1),
        Row("法定代表人", enterprise.person, "legal_representative"),
        Row("经济类型", draw.choice(trades("economic_type")), "company_type", most_lines=1),
        Row("注册资本", enterprise.capital, "registered_capital"),
        Row("经营范围", items, "scope", most_lines=2),
        Row(draw.choice(("网站域名", "网址")), address),
    ]
