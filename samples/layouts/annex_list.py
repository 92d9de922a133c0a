"""The annex as a list: site names, domains, where the servers stand, who connects them."""

from __future__ import annotations

from samples.draft import Draft
from samples.layouts.current import put_number
from samples.layouts.rows import Columns, fit, put_row
from samples.sheet import Sheet, width_mm
from samples.typeset import Style, put_centered, put_lines, wrap
from schemas.certificate import Annex, PageKind

LABELS = ("网站名称", "网站域名", "服务器放置地", "网站接入服务提供单位")


def put_annex_head(draft: Draft, sheet: Sheet) -> float:
    """Number, title and the sentence that names company and service; the baseline below it."""
    look, draw, facts = draft.look, draft.draw, draft.facts
    put_number(draft, sheet, 34, sheet.width - 30, look.label(13, 8), centered=draw.random() < 0.3)
    put_centered(sheet, 52, "中华人民共和国增值电信业务经营许可证", Style(look.title_face, 20))
    put_centered(sheet, 63, draw.choice(("(附 页)", "（附页）", "（附 页）")), Style(look.title_face, 17))
    service = "、".join(
        grant.name + (f"(仅限{'、'.join(grant.only)})" if grant.only else "") for grant in facts.grants
    )
    sentence = f"{facts.company.name}获准经营{service}相关信息"
    style = look.label(14, 8.5)
    lines = wrap(sentence, style.face, style.size, sheet.width - 60)
    draft.enter("company", facts.company.name)
    return put_lines(sheet, 30, 80, lines, style) + 8


def put_list_annex(draft: Draft, *, sealed: bool) -> Sheet:
    """The whole page: every site's name and domains, then the servers and the access provider."""
    look, facts, draw = draft.look, draft.facts, draft.draw
    sheet = draft.begin(PageKind.ANNEX)
    y = put_annex_head(draft, sheet)
    size = draw.choice((12.5, 13, 14))
    colon = draw.choice(("：", "：", ":"))
    label = look.label(size, 7)
    for site in facts.sites:
        for name, value in zip(LABELS, (site.name, site.domain_text), strict=False):
            y = _row(draft, y, name + colon, value, label)
    for name, value in zip(LABELS[2:], (facts.server_location, facts.access_provider), strict=True):
        y = _row(draft, y, name + colon, value, label)
    draft.annexes.append(
        Annex(
            page_no=draft.page_no,
            websites=tuple(site.website(with_services=False) for site in facts.sites),
            server_location=facts.server_location,
            access_provider=facts.access_provider,
        )
    )
    draft.offer_spot(draw.uniform(75, 115), y + draw.uniform(20, 40))
    if sealed:
        draft.seal(sheet, draw.uniform(130, 165), min(y + draw.uniform(-8, 16), 262), inner=facts.inner)
    return sheet


def _row(draft: Draft, y: float, label: str, value: str, style: Style) -> float:
    """A label set tight and its value right behind it, wrapped under itself."""
    sheet = draft.sheets[-1]
    start = 30 + width_mm(label, style.face, style.size) + 1.5
    look = draft.look
    columns = Columns(30, 0, start, 181, style, look.value(style.size, 7), look.shift)
    return put_row(sheet, fit(value, columns, 5), y, label, value) + 3.5
