"""The main page of today's form: few labels, the scope's label over three lines."""

from __future__ import annotations

from samples.draft import Draft
from samples.facts.business import STANDING_NOTE, grants_to_text
from samples.facts.grants import day_to_figures
from samples.layouts.rows import Columns, fit, put_row
from samples.sheet import Sheet, width_mm
from samples.typeset import Style, put, put_centered, put_lines, wrap
from schemas.certificate import PageKind

PREAMBLE = (
    "根据《中华人民共和国电信条例》及国家有关规定，经审查，准许你公司按照本经营许可证（正文和附件）"
    "载明的内容经营增值电信业务，特颁发增值电信业务经营许可证。"
)
SCOPE_LABELS = (
    "业务种类\n(服务项目)\n及覆盖范围：",
    "业务种类\n（服务项目）\n及覆盖范围：",
    "业务种类\n(服务项目)\n及覆盖范围:",
)


def title_lines(draft: Draft) -> tuple[str, str]:
    """The two lines of the title; a license for several provinces may say so."""
    across = draft.facts.region is None and draft.draw.random() < 0.4
    return "中华人民共和国", f"{'跨地区' if across else ''}增值电信业务经营许可证"


def put_current_main(draft: Draft, scope: str | None = None, dates: tuple[str, str] | None = None) -> Sheet:
    """The whole page; ``scope`` and ``dates`` in place of a random wording."""
    look, facts, draw = draft.look, draft.facts, draft.draw
    wide = look.landscape
    sheet = draft.begin(PageKind.MAIN, landscape=wide)
    size = draw.choice((13, 14, 15)) if not wide else 13
    left, right = (40.0, 257.0) if wide else (30.0, 181.0)
    y = _put_head(draft, sheet, left, right, size)
    spread = 5.4 * size * 0.353
    columns = Columns(
        left, spread, left + spread + 7, right, look.label(size, 7.2), look.value(size, 7.2), look.shift
    )
    gap = 4.5 if wide else 8.0
    colon = draw.choice(("：", "：", ":"))
    for label, name, value in (
        ("公司名称", "company", facts.company.name),
        ("法定代表人", "legal_representative", facts.company.legal_representative),
    ):
        y = put_row(sheet, columns, y, label + colon, value) + gap
        draft.enter(name, value)
    text = scope if scope is not None else _scope_text(draft)
    columns = fit(text, columns, 6 if wide else 9)
    y = put_row(sheet, columns, y, draw.choice(SCOPE_LABELS), text)
    draft.enter("scope", text)
    draft.items = tuple(grant.item for grant in facts.grants)
    _put_foot(draft, sheet, max(y + 8, 158 if wide else 208), columns, dates)
    return sheet


def _scope_text(draft: Draft) -> str:
    note = "\n" + STANDING_NOTE if draft.draw.random() < 0.5 else ""
    return grants_to_text(draft.draw, draft.facts.grants, with_areas=True) + note


def _put_head(draft: Draft, sheet: Sheet, left: float, right: float, size: float) -> float:
    """Title, number and preamble; the baseline of the first row."""
    look, draw = draft.look, draft.draw
    wide = sheet.width > sheet.height
    top = 44.0 if wide else 60.0
    draft.put_emblem(sheet, top - 19)
    title = Style(look.title_face, 25 if wide else 24)
    for number, line in enumerate(title_lines(draft)):
        put_centered(sheet, top + number * 12, line, title, draw.uniform(0, 1.2))
    y = top + (24.0 if wide else 28.0)
    put_number(draft, sheet, y, right, look.label(size, 8), centered=draw.random() < 0.4)
    y += 10 if wide else 14
    style = look.label(size, 7.6 if wide else 8.6)
    lines = wrap(PREAMBLE, style.face, size, right - left, indent=2 * style.em)
    put(sheet, left + 2 * style.em, y, lines[0], style)
    y = put_lines(sheet, left, y + style.leading, lines[1:], style)
    return y + (4 if wide else 8)


def put_number(
    draft: Draft, sheet: Sheet, y: float, right: float, style: Style, *, centered: bool = False
) -> float:
    """经营许可证编号 and the number, ending at ``right``; where the number begins."""
    label = "经营许可证编号" + draft.draw.choice(("：", "：", ":", ": "))
    number = draft.facts.number
    face = draft.look.value_face
    wide = width_mm(label, style.face, style.size) + width_mm(number, face, style.size)
    x = (sheet.width - wide) / 2 if centered else right - wide
    put(sheet, x, y, label, style)
    x += width_mm(label, style.face, style.size)
    dx, dy = draft.look.shift
    put(sheet, x + abs(dx), y + dy, number, Style(face, style.size, draft.look.value_ink))
    draft.enter("license_number", number)
    if draft.look.seal_over and draft.draw.random() < 0.4:
        draft.seal(
            sheet,
            x + width_mm(number, face, style.size) / 2,
            y + draft.draw.uniform(-6, 8),
            inner=draft.facts.inner,
        )
    return x


def _put_foot(draft: Draft, sheet: Sheet, y: float, columns: Columns, dates: tuple[str, str] | None) -> None:
    """Issuer, dates and the seal."""
    look, facts, draw = draft.look, draft.facts, draft.draw
    wide = sheet.width > sheet.height
    x = sheet.width * (0.5 if wide else draw.choice((0.42, 0.3)))
    colon = draw.choice(("：", ":"))
    pitch = 10.0 if wide else 13.0
    named = draw.random() < 0.15
    label, value = look.label(columns.label.size, 8), look.value(columns.label.size, 8)
    put(
        sheet,
        x,
        y,
        f"发证机关{draw.choice(('(盖章)', '（盖章）'))}{colon}" if not named else f"发证机关{colon}",
        label,
    )
    if named:
        put(sheet, x + 5.2 * label.em, y, facts.issuer, value)
    texts = dates or (day_to_figures(draw, facts.issued), day_to_figures(draw, facts.valid_until))
    days = (("发证日期", "issue_date", facts.issued), ("有效期至", "valid_until", facts.valid_until))
    for number, ((name, key, day), text) in enumerate(zip(days, texts, strict=True), 1):
        put(sheet, x, y + number * pitch, name + colon, label)
        put(sheet, x + 5.2 * label.em + look.shift[0], y + number * pitch + look.shift[1], text, value)
        draft.enter(key, day.isoformat())
    seal_x = x + (10 if look.seal_over else 12) * label.em + draw.uniform(-6, 4)
    seal_y = y + (1.5 * pitch if look.seal_over else 0.35 * pitch) + draw.uniform(-3, 3)
    if wide:
        draft.offer_spot(0.27 * sheet.width, y + pitch)
    else:
        draft.offer_spot(sheet.width * draw.uniform(0.4, 0.6), y + 2 * pitch + 24)
    draft.seal(sheet, min(seal_x, sheet.width - 40), min(seal_y, sheet.height - 38), inner=facts.inner)
