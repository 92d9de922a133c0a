"""信用等级证书: a grade in large type, labels in Chinese and English, a seal of a rating agency."""

from __future__ import annotations

from datetime import date

from samples.facts.authorities import Authority
from samples.facts.enterprises import later, term_after
from samples.forms.foot import press, put_labelled_day
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_title
from samples.forms.ground import begin_form
from samples.layouts.rows import Columns
from samples.ornament import signature
from samples.sheet import Ink, width_mm
from samples.typeset import Style, put, put_centered
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((50, 52, 110), (150, 110, 50), (130, 40, 50))
PAPERS: tuple[Ink, ...] = ((255, 252, 252), (255, 255, 255), (252, 248, 234))
GRADES = ("AAA", "AAA", "AA", "A", "AA+", "BBB")


def put_credit(draft: FormDraft) -> None:
    """Portrait; the company stands alone in the middle, without a label."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2012, 3, 1)), 3600)
    sheet = begin_form(draft, ("guilloche", "gilt"), INKS, papers=PAPERS, band=10)
    look = draft.look
    red = draw.choice(((168, 40, 44), (40, 36, 36), (150, 110, 40)))
    title = draw.choice(("信用等级证书", "企业信用等级证书"))
    put_title(sheet, 58, title, Style(look.title_face, 34, red), 110)
    english = draw.random() < 0.6
    if english:
        put_centered(sheet, 67, "CERTIFICATE OF CREDIT GRADE", Style("hei_bold", 11))
    label, value = look.label(11.5, 6), look.value(11.5, 6)
    prefix = draw.choice(("HCC", "XY", "ZC", "LH"))
    number = f"{prefix}{issued.year}{draw.choice('AB')}{draw.randint(1, 19999):05d}"
    text = draw.choice(("统一编号：", "证书编号：", "编号：")) + number
    put(sheet, 176 - width_mm(text, value.face, value.size), 80, text, value)
    draft.enter("license_number", number)
    put_centered(
        sheet,
        98,
        enterprise.name,
        Style(look.value_face, 17 if len(enterprise.name) < 22 else 13, look.value_ink),
    )
    draft.enter("company", enterprise.name)
    sentence = draw.choice(
        ("经评估该单位信用等级为", "经评定，你单位的信用等级为：", "经综合评价，信用等级为")
    )
    put(sheet, 42, 122, sentence, look.label(13, 7))
    grade = draw.choice(GRADES)
    put_centered(sheet, 158, grade, Style("hei_bold", 54, red), 2)
    draft.enter("grade", grade)
    columns = Columns(54, 0, 90, 176, label, value, look.shift)
    first = (
        "签发日期（Date of first Issue）："
        if english
        else draw.choice(("签发日期：", "发证日期：", "颁发日期："))
    )
    last = "有效期至（Date of the Validity）：" if english else draw.choice(("有效期至：", "有效日期至："))
    put_labelled_day(draft, sheet, columns, (54, 184), first, "issue_date", issued)
    until = term_after(draw, issued, draw.choice((1, 1, 3)))
    put_labelled_day(draft, sheet, columns, (54, 193), last, "valid_until", until)
    town = enterprise.region.short_name
    name = draw.choice(("", town)) + draw.choice(trades("rater"))
    typed = draw.random() < 0.5
    put(sheet, 34, 214, draw.choice(("评估及发证机构（签章）", "评价机构（盖章）：")), label)
    if typed:
        put(sheet, 34, 222, name, value)
    put(sheet, 134, 214, "评估负责人（签字）", label)
    signature(sheet, draw, 138, 232, 28)
    press(draft, sheet, (64, 240), Authority(name, draw.choice((None, "证书专用章", "信用评级专用章"))))
