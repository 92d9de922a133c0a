"""The printed form to about 2019: more labels, values and dates filled in later."""

from __future__ import annotations

from dataclasses import replace

from samples.draft import Draft
from samples.facts.business import STANDING_NOTE, class_prefix, grants_to_text
from samples.facts.certificate import coverage_areas
from samples.facts.grants import day_to_numerals
from samples.fonts import has_glyph
from samples.layouts.current import PREAMBLE, put_number, title_lines
from samples.layouts.rows import Columns, fit, put_row
from samples.ornament import signature
from samples.sheet import Sheet
from samples.typeset import Style, put, put_centered, put_lines, put_spread, wrap
from schemas.certificate import PageKind

SEE_ANNEX = ("(见附页)", "（见附页）")


def put_paper_main(draft: Draft, *, annex_follows: bool) -> Sheet:
    """The whole page; values may point to the annex where one follows."""
    look, draw = draft.look, draft.draw
    draft.look = look = replace(look, frame="guilloche", label_ink=draw.choice(((70, 68, 72), (40, 38, 40))))
    sheet = draft.begin(PageKind.MAIN)
    left, right = 32.0, 182.0
    for number, line in enumerate(title_lines(draft)):
        put_centered(sheet, 48 + number * 12, line, Style(look.title_face, 24, look.label_ink))
    put_number(draft, sheet, 72, right, look.label(14, 8))
    style = look.label(14, 8.4)
    lines = wrap(PREAMBLE, style.face, style.size, right - left, indent=2 * style.em)
    put(sheet, left + 2 * style.em, 84, lines[0], style)
    put_lines(sheet, left, 84 + style.leading, lines[1:], style)
    shift = (look.shift[0] + draw.uniform(-1, 1), look.shift[1] + draw.uniform(-0.8, 0.8))
    columns = Columns(left, 31, left + 39, right, look.label(13.5, 6.5), look.value(13.5, 5.6), shift)
    y = _put_values(draft, sheet, columns, annex_follows=annex_follows)
    _put_foot(draft, sheet, max(y + 4, 214), columns)
    return sheet


def _put_values(draft: Draft, sheet: Sheet, columns: Columns, *, annex_follows: bool) -> float:
    """The rows from the company to the coverage; the baseline below them."""
    draw, company = draft.draw, draft.facts.company
    scope, coverage = _scope_and_coverage(draft, see_annex=annex_follows and draw.random() < 0.35)
    colon = draw.choice(("：", ":"))
    cover_label = draw.choice(("业务覆盖范围：\n（服务项目）", "业务覆盖范围:\n(服务项目)"))
    rows = (
        ("公司名称" + colon, "company", company.name, 2),
        ("法定代表人" + colon, "legal_representative", company.legal_representative, 1),
        ("注册资本" + colon, "registered_capital", company.registered_capital, 1),
        ("注册住所" + colon, "address", company.address, 2),
        ("业务种类" + colon, "scope", scope, 3),
        (cover_label, "coverage", coverage, 4),
    )
    y = 120.0
    for label, name, value, most_lines in rows:
        fitted = fit(value, columns, most_lines)
        below = put_row(sheet, fitted, y, label, value, rise=1.4)
        y = max(y + 13.2, below + 3.4)
        draft.enter(name, value)
    return y


def _scope_and_coverage(draft: Draft, *, see_annex: bool) -> tuple[str, str]:
    """Both values; the items they license are entered as they come out of these words."""
    draw, facts = draft.draw, draft.facts
    if see_annex:
        draft.items = tuple(each.item.model_copy(update={"areas": ()}) for each in facts.grants)
        return grants_to_text(draw, facts.grants, with_areas=False), draw.choice(SEE_ANNEX)
    only_one = len(facts.grants) == 1
    grant = facts.grants[0]
    if only_one and (grant.only or grant.excluded) and draw.random() < 0.4:
        limits = "仅限" + "、".join(grant.only) if grant.only else ""
        coverage = limits + ("不含" + "、".join(grant.excluded) if grant.excluded else "") + "。"
        coverage += STANDING_NOTE if draw.random() < 0.5 else ""
        draft.items = (grant.item.model_copy(update={"areas": ()}),)
        return (class_prefix(grant) if draw.random() < 0.6 else "") + grant.name, coverage
    areas = coverage_areas(draw, facts.region)
    draft.items = tuple(each.item.model_copy(update={"areas": areas}) for each in facts.grants)
    return grants_to_text(draw, facts.grants, with_areas=False), draw.choice(("、", "；", ";")).join(areas)


def _put_foot(draft: Draft, sheet: Sheet, y: float, columns: Columns) -> None:
    """Signature, issuer, and the dates between the form's own 年, 月 and 日."""
    look, facts, draw = draft.look, draft.facts, draft.draw
    label = columns.label
    colon = draw.choice(("：", ":"))
    put_spread(sheet, (columns.label_x, y), "签发人" + colon, columns.spread, label)
    signature(sheet, draw, columns.value_x + 6, y, 22)
    put(sheet, 114, y, f"发证机关{draw.choice(('(盖章)', '（盖章）'))}{colon}", label)
    first = min(y + 22, 248.0)
    in_numerals = draw.random() < 0.75
    zeros = tuple(zero for zero in ("〇", "○") if has_glyph(look.value_face, zero))
    for number, (name, key, day) in enumerate(
        (("发证日期", "issue_date", facts.issued), ("有效期至", "valid_until", facts.valid_until))
    ):
        at = first + number * 13
        put_spread(sheet, (columns.label_x, at), name + colon, columns.spread, label)
        figures = (str(day.year), str(day.month), str(day.day))
        numerals = day_to_numerals(draw, day, zeros)
        _put_day(draft, sheet, columns, at, numerals if in_numerals else figures)
        draft.enter(key, day.isoformat())
    x, seal_y = (columns.value_x + 36, first + 5) if look.seal_over else (146, y + 2)
    draft.seal(sheet, x + draw.uniform(-6, 6), seal_y + draw.uniform(-3, 3), inner=facts.inner)


def _put_day(draft: Draft, sheet: Sheet, columns: Columns, y: float, parts: tuple[str, str, str]) -> None:
    """The printed 年 月 日 and, a little off, the figures that belong before each."""
    style = columns.value
    drop = draft.draw.uniform(0.3, 3.2) if draft.look.shift != (0.0, 0.0) else draft.draw.uniform(-0.3, 0.8)
    x = columns.value_x + 1
    for part, unit, room in zip(parts, "年月日", (25.0, 17.0, 19.0), strict=True):
        width = len(part) * style.em if not part.isdigit() else len(part) * style.em * 0.5
        put(sheet, x + max(0.5, (room - width) / 2) + columns.shift[0] * 0.6, y + drop, part, style)
        x += room
        put(sheet, x, y, unit, columns.label)
        x += columns.label.em
