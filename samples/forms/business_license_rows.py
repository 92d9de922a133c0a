"""What a business license says, as rows: which labels there are depends on who holds it."""

from __future__ import annotations

from dataclasses import replace

from samples.facts.enterprises import Subject
from samples.forms.dates import day_text, numeral_text, term_text
from samples.forms.form_draft import FormDraft
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.sheet import Sheet

PEOPLE = {
    Subject.COMPANY: "法定代表人",
    Subject.BRANCH: "负责人",
    Subject.SOLE_TRADER: "经营者",
    Subject.SOLE_OWNER: "投资人",
    Subject.PARTNERSHIP: "执行事务合伙人",
}
PLACES = {
    Subject.COMPANY: ("住所",),
    Subject.BRANCH: ("营业场所", "经营场所"),
    Subject.SOLE_TRADER: ("经营场所",),
    Subject.SOLE_OWNER: ("住所",),
    Subject.PARTNERSHIP: ("主要经营场所",),
}


def _people_and_places(draft: FormDraft) -> tuple[Row, Row]:
    enterprise, draw = draft.enterprise, draft.draw
    person = Row(PEOPLE[enterprise.subject], enterprise.person, "legal_representative")
    place = Row(draw.choice(PLACES[enterprise.subject]), enterprise.address, "address", most_lines=2)
    return person, place


def _money(draft: FormDraft) -> list[Row]:
    enterprise = draft.enterprise
    match enterprise.subject:
        case Subject.COMPANY:
            return [Row("注册资本", enterprise.capital, "registered_capital")]
        case Subject.SOLE_OWNER | Subject.PARTNERSHIP:
            return [Row("出资额", enterprise.capital, "registered_capital")]
        case _:
            return []


def _founded(draft: FormDraft) -> Row:
    label = "注册日期" if draft.enterprise.subject is Subject.SOLE_TRADER else "成立日期"
    day = draft.enterprise.established
    return Row(label, day_text(draft.draw, day), "established", day.isoformat())


def _term(draft: FormDraft) -> list[Row]:
    """营业期限 or 合伙期限; a sole trader has none."""
    enterprise = draft.enterprise
    if enterprise.subject is Subject.SOLE_TRADER:
        return []
    label = "合伙期限" if enterprise.subject is Subject.PARTNERSHIP else "营业期限"
    return [Row(label, term_text(draft.draw, draft, enterprise.established, enterprise.until))]


def put_two_columns(draft: FormDraft, sheet: Sheet, *, with_term: bool) -> None:
    """The form of 2019: names and scope on the left, capital, dates and address on the right."""
    enterprise, look, draw = draft.enterprise, draft.look, draft.draw
    person, place = _people_and_places(draft)
    left = [
        Row("名称", enterprise.name, "company", most_lines=2),
        Row("类型", enterprise.company_type, "company_type", most_lines=1),
        person,
        Row("经营范围", enterprise.scope, "scope", most_lines=draw.choice((6, 8, 10))),
    ]
    right = [*_money(draft), _founded(draft), *(_term(draft) if with_term else []), place]
    if enterprise.subject is Subject.SOLE_TRADER and draw.random() < 0.6:
        right.insert(0, Row("组成形式", "个人经营"))
    size = draw.choice((12, 13))
    label, value = look.label(size, 7), look.value(draw.choice((11, 12)), 5.6)
    spread = 31 if enterprise.subject is not Subject.PARTNERSHIP else 34
    columns = Columns(30, spread, 30 + spread + 3.5, 146, label, value, look.shift)
    gap = draw.uniform(3.4, 5.2)
    put_rows(draft, sheet, left, columns, 86, gap=gap)
    columns = Columns(156, spread, 156 + spread + 4, 268, label, value, look.shift)
    put_rows(draft, sheet, right, columns, 86, gap=gap)
    draft.offer_spot(70, 176)


def single_column(draft: FormDraft) -> list[Row]:
    """The form of 2014."""
    enterprise, draw = draft.enterprise, draft.draw
    person, place = _people_and_places(draft)
    rows = [
        Row("名称", enterprise.name, "company", most_lines=2),
        Row("类型", enterprise.company_type, "company_type", most_lines=1),
        place,
        person,
        *_money(draft),
        _founded(draft),
        *_term(draft),
        Row("经营范围", enterprise.scope, "scope", most_lines=9),
    ]
    if enterprise.subject is Subject.SOLE_TRADER:
        rows.insert(2, Row("组成形式", draw.choice(("个人经营", "家庭经营"))))
    return rows


def old_rows(draft: FormDraft) -> list[Row]:
    """The forms of before October 2015, with paid-in capital."""
    enterprise, draw = draft.enterprise, draft.draw
    person, place = _people_and_places(draft)
    if enterprise.subject is Subject.COMPANY:
        person = replace(person, label=draw.choice(("法定代表人姓名", "法定代表人")))
    name = draw.choice(("名称", "名称", "字号名称")) if enterprise.subject is Subject.SOLE_TRADER else "名称"
    kind = Row(draw.choice(("公司类型", "类型")), enterprise.company_type, "company_type", most_lines=1)
    scope = Row(
        draw.choice(("经营范围", "经营范围", "经营范围及方式")), enterprise.scope, "scope", most_lines=8
    )
    numerals = draw.random() < 0.4
    day = numeral_text(draft, enterprise.established) if numerals else _founded(draft).text
    founded = replace(_founded(draft), text=day)
    rows = [Row(name, enterprise.name, "company", most_lines=2), place, person]
    if enterprise.subject is Subject.SOLE_TRADER:
        return [*rows, Row("组成形式", "个人经营", "company_type"), scope, founded]
    paid = (
        [Row("实收资本", enterprise.capital, "paid_in_capital")]
        if _money(draft) and draw.random() < 0.7
        else []
    )
    return [*rows, *_money(draft), *paid, kind, scope, founded, *_term(draft)]
