"""食品经营许可证 (two columns, landscape) and the older 食品流通许可证."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.facts.authorities import Authority, food_authority, seat
from samples.facts.companies import person_name
from samples.facts.enterprises import Subject, later, term_after
from samples.facts.grants import random_day
from samples.forms.dates import day_text, put_day
from samples.forms.foot import put_issuer
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_qr, put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.ornament import emblem
from samples.sheet import Ink, Sheet, width_mm
from samples.typeset import Style, put
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((128, 134, 158), (120, 146, 170), (150, 150, 158))
PAPERS: tuple[Ink, ...] = ((246, 248, 255), (255, 255, 255), (250, 250, 250))


def put_food_business(draft: FormDraft) -> None:
    """Of 2015 and after, landscape; 经营项目 and places on the left, the authority on the right."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2015, 10, 1)), 1500)
    until = term_after(draw, issued, 5)
    sheet = begin_form(
        draft,
        ("guilloche",),
        INKS,
        papers=PAPERS,
        landscape=True,
        label_faces=("song_bold", "hei_noto"),
        band=6,
    )
    emblem(sheet, sheet.width / 2, 28, 13)
    put_title(sheet, 64, "食品经营许可证", Style(draft.look.title_face, 36), 150)
    if draw.random() < 0.3:
        put(sheet, 126, 73, draw.choice(("（副本）", "（正本）")), draft.look.label(13, 6))
    authority = food_authority(draw, enterprise, issued)
    look, colon = draft.look, draw.choice(("：", ":", ""))
    label, value = look.label(draw.choice((11, 12)), 5.4), look.value(draw.choice((9.5, 10.5, 11)), 5)
    left = Columns(26, 38, 68, 146, label, value, look.shift)
    gap = draw.uniform(3.6, 5.0)
    put_rows(draft, sheet, _holder_rows(draft), left, 82, gap=gap, colon=colon)
    right = replace(left, label_x=158, value_x=202, value_end=274, spread=40)
    y = put_rows(draft, sheet, _authority_rows(draft), right, 82, gap=gap, colon=colon)
    put_issuer(
        draft,
        sheet,
        right,
        (158, y + 3),
        ("发 证 机 关：", "发 证 机 关:", "发证机关"),
        authority,
        issued,
        drop=26,
    )
    put(sheet, 158, y + 17, "签 发 人：", label)
    put(sheet, 184, y + 17, person_name(draw), Style("kai_lxgw", 13, value.ink))
    if draw.random() < 0.7:
        put_qr(
            draft, sheet, (28, 155), 24, f"https://spjyxk.gsxt.gov.cn/?no={draft.printed['license_number']}"
        )
    _put_until(draft, sheet, (28, 187), until, Columns(28, 0, 56, 150, label, look.value(12, 6), look.shift))


def _holder_rows(draft: FormDraft) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    items = "；".join(draw.sample(trades("food_item"), k=draw.randint(1, 6)))
    code = draw.choice(("社会信用代码\n(身份证号码)", "统一社会信用代码\n（身份证号码）", "统一社会信用代码"))
    same = draw.random() < 0.7
    premises = enterprise.address if same else f"{seat(enterprise)}人民路{draw.randint(1, 300)}号一层"
    return [
        Row("经营者名称", enterprise.name, "company", most_lines=2),
        Row(code, enterprise.credit_code, "unified_social_credit_code", most_lines=1),
        Row(
            draw.choice(("法定代表人（负责人）", "法定代表人(负责人)")),
            enterprise.person,
            "legal_representative",
        ),
        Row("住所", enterprise.address, "address", most_lines=2),
        Row("经营场所", premises, "business_premises", most_lines=2),
        Row("主体业态", draw.choice(trades("food_main")), "business_form", most_lines=2),
        Row("经营项目", draw.choice((items, items.replace("；", "、"))), "scope", most_lines=4),
    ]


def _authority_rows(draft: FormDraft) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    number = f"JY{draw.choice((1, 2, 3))}{enterprise.credit_code[2:8]}{draw.randrange(10**7):07d}"
    return [
        Row("许可证编号", number, "license_number", most_lines=1),
        Row(
            "日常监督管理机构",
            f"{seat(enterprise)}市场监督管理局{draw.choice(('城关', '新区', '东街'))}所",
            "supervision_authority",
            most_lines=2,
        ),
        Row(
            "日常监督管理人员",
            draw.choice(("由日常监督管理机构指定", enterprise.officer)),
            "supervision_staff",
        ),
        Row("投诉举报电话", draw.choice(("12331", "12315")), "hotline"),
    ]


def put_food_circulation(draft: FormDraft) -> None:
    """Of 2009 to 2015, portrait, one column."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, random_day(draw, 2009, 2010)), 1700)
    until = term_after(draw, issued, 3)
    sheet = begin_form(
        draft, ("guilloche", "gilt"), INKS, papers=PAPERS, label_faces=("song_noto", "hei_noto")
    )
    look = draft.look
    emblem(sheet, sheet.width / 2, 40, 13)
    put_title(sheet, 74, "食品流通许可证", Style(look.title_face, 34), 120)
    if draw.random() < 0.6:
        put(sheet, 95, 84, draw.choice(("（副 本）", "（正 本）")), look.label(14, 6))
    code = f"{enterprise.credit_code[2:8]}{issued.year % 100:02d}{draw.randint(10, 50)}"
    number = f"SP{code}{draw.randrange(10**6):06d}"
    person = {Subject.COMPANY: "法定代表人", Subject.BRANCH: "负责人"}.get(enterprise.subject, "经营者姓名")
    items = (
        draw.choice(("批发", "零售", "批发兼零售"))
        + "："
        + "、".join(draw.sample(trades("circulation_item"), k=draw.randint(1, 3)))
    )
    rows = [
        Row("许可证编号", number, "license_number"),
        Row("名称", enterprise.name, "company", most_lines=2),
        Row("经营场所", enterprise.address, "address", most_lines=2),
        Row(f"{person}" if draw.random() < 0.5 else "负责人", enterprise.person, "legal_representative"),
        Row("许可范围", items, "scope"),
        Row("主体类型", enterprise.company_type, "company_type", most_lines=2),
        _validity(draft, issued, until),
    ]
    columns = Columns(34, 28, 68, 176, look.label(13.5, 7), look.value(13, 7), look.shift)
    colon = draw.choice(("：", ""))
    y = put_rows(draft, sheet, rows, columns, 102, gap=draw.uniform(5, 8), colon=colon)
    at = (96, min(max(y + 14, 220), 244))
    authority = Authority(seat(enterprise) + "工商行政管理局")
    put_issuer(
        draft, sheet, columns, at, ("发证机关", "发证机关（盖章）", "发 证 机 关："), authority, issued
    )


def _validity(draft: FormDraft, issued: date, until: date) -> Row:
    draft.enter_day("valid_from", issued)
    draft.enter_day("valid_until", until)
    draw = draft.draw
    return Row(
        draw.choice(("有效期限", "有效期")),
        f"{day_text(draw, issued)}至{day_text(draw, until)}",
        most_lines=2,
    )


def _put_until(
    draft: FormDraft, sheet: Sheet, at: tuple[float, float], until: date, columns: Columns
) -> None:
    """有效期至, its day between the form's own 年 月 日 or typed."""
    label = draft.draw.choice(("有效期至", "有 效 期 至", "有效期至："))
    put(sheet, *at, label, columns.label)
    x = at[0] + width_mm(label, columns.label.face, columns.label.size) + 2
    put_day(draft, sheet, (x, at[1]), until, columns.label, columns.value)
    draft.enter_day("valid_until", until)
