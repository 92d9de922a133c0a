"""建筑业企业资质证书: landscape, labels of very different lengths, a code of one label or another."""

from __future__ import annotations

from datetime import date

from samples.facts.authorities import Authority, provincial, seat
from samples.facts.enterprises import later, term_after
from samples.forms.dates import day_text
from samples.forms.foot import put_issuer
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_qr, put_small_print, put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.ornament import emblem
from samples.sheet import Ink
from samples.typeset import Style
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((168, 136, 80), (96, 130, 140), (150, 96, 90))
CODE = "统一社会信用代码\n（或营业执照注册号）"


def put_construction(draft: FormDraft) -> None:
    """The form of 2015 and after; two short columns over the qualifications, or one column."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2015, 5, 1)), 2800)
    until = term_after(draw, issued, 5)
    sheet = begin_form(
        draft, ("guilloche", "gilt"), INKS, papers=((255, 255, 255), (252, 248, 238)), landscape=True
    )
    look = draft.look
    emblem(sheet, sheet.width / 2, 26, 12)
    put_title(sheet, 56, "建筑业企业资质证书", Style(look.title_face, 32), 140)
    size = draw.choice((11, 11.5, 12))
    columns = Columns(34, 36, 78, 264, look.label(size, 5.6), look.value(size, 5.8), look.shift)
    rows = [
        Row(
            "证书编号",
            f"D{draw.choice((1, 2, 3))}{enterprise.credit_code[2:4]}{draw.randrange(10**6):06d}",
            "license_number",
        ),
        Row("企业名称", enterprise.name, "company", most_lines=1),
        _code(draft),
        Row("法定代表人", enterprise.person, "legal_representative"),
        Row(draw.choice(("注册地址", "详细地址")), enterprise.address, "address", most_lines=1),
        Row("注册资本", enterprise.capital, "registered_capital"),
        Row("经济性质", draw.choice(trades("economic_type")), "company_type", most_lines=1),
        Row("有效期", f"至{day_text(draw, until)}"),
        Row("资质类别及等级", _grades(draft), "scope", most_lines=5),
    ]
    draft.enter_day("valid_until", until)
    if draw.random() < 0.5:
        rows[7] = Row("有效期至", day_text(draw, until))
    y = put_rows(
        draft, sheet, rows, columns, 70, gap=draw.uniform(1.6, 2.6), colon=draw.choice(("：", ":", ""))
    )
    authority = provincial(draw, enterprise, "住房和城乡建设厅", "住房和城乡建设厅", "建设厅")
    if draw.random() < 0.4:
        authority = Authority(seat(enterprise) + "住房和城乡建设局", draw.choice((None, "建筑业资质专用章")))
    at = (176, min(max(y + 2, 158), 166))
    put_issuer(
        draft, sheet, columns, at, ("发证机关：", "发证机关:", "发证机关"), authority, issued, named=0.3
    )
    if draw.random() < 0.5:
        put_qr(draft, sheet, (36, 156), 26, f"https://jzsc.mohurd.gov.cn/{draft.printed['license_number']}")
    put_small_print(
        draft,
        sheet,
        205,
        "全国建筑市场监管公共服务平台查询网址：http://jzsc.mohurd.gov.cn",
        "中华人民共和国住房和城乡建设部制",
    )


def _code(draft: FormDraft) -> Row:
    label = draft.draw.choice((CODE, "统一社会信用代码"))
    return Row(label, draft.enterprise.credit_code, "unified_social_credit_code")


def _grades(draft: FormDraft) -> str:
    draw = draft.draw
    kinds = draw.sample(trades("qualification"), k=draw.choice((1, 2, 3, 4, 6)))
    return draw.choice(("\n", "；", "、")).join(f"{kind}{draw.choice('壹贰叁')}级" for kind in kinds)
