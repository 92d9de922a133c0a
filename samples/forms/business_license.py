"""营业执照: the forms of 2019 and 2014, and those with a 注册号 of before October 2015."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.facts.authorities import Authority, registrar
from samples.facts.enterprises import Subject, later
from samples.forms.business_license_rows import old_rows, put_two_columns, single_column
from samples.forms.dates import put_day
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import GOLD, put_ground_words, put_qr, put_small_print, put_title
from samples.forms.rows import put_rows
from samples.layouts.rows import Columns
from samples.look import Frame
from samples.ornament import Border, emblem
from samples.sheet import Ink, Sheet, TileMark, width_mm
from samples.typeset import Style, put, put_centered, put_lines
from schemas.certificate import PageKind

PAPERS: tuple[Ink, ...] = ((253, 243, 236), (250, 249, 240), (255, 255, 255))
KHAKI: Ink = (132, 130, 92)
QR_NOTE = ["扫描二维码登录", "‘国家企业信用", "信息公示系统’", "了解更多登记、", "备案、许可、监", "管信息。"]
CODE = "统一社会信用代码"
REPORT = "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告"
OLD_REPORT = "请于每年1月1日至6月30日履行年报公示义务"
SITE = "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn"


def put_2019(draft: FormDraft, *, electronic: bool = False) -> None:
    """Landscape, two columns; where ``electronic`` with the registrar typed and a watermark in the file."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2019, 3, 1)), 1900)
    sheet = _begin(draft, landscape=True, paper=draw.choice(PAPERS))
    if draw.random() < 0.7:
        put_ground_words(sheet, ("SCJDGL", "市场监督管理"), (244, 232, 222), 17)
    emblem(sheet, sheet.width / 2, draw.uniform(20, 26), 13)
    gold = Style(draft.look.title_face, 42, draw.choice((GOLD, GOLD, (40, 36, 30))))
    put_title(sheet, 62, "营业执照", gold, 104)
    if not electronic and draw.random() < 0.65:
        _put_copy_mark(draft, sheet, 71)
    look = draft.look
    put(sheet, 30, 50, CODE, look.label(11, 6))
    put(sheet, 30 + look.shift[0], 56.5 + look.shift[1], enterprise.credit_code, look.value(11, 6))
    draft.enter("unified_social_credit_code", enterprise.credit_code)
    put_qr(draft, sheet, (212, 40), 23, _payload(draft))
    put_lines(sheet, 239, 43, QR_NOTE, look.label(7.5, 3.9))
    put_two_columns(draft, sheet, with_term=issued.year < 2023 and draw.random() < 0.6)
    _put_registrar(draft, sheet, (182, 160), (196, 178), issued, typed=electronic)
    if draw.random() < 0.5 and not electronic:
        put(sheet, 110, 183, REPORT, look.label(6, 3))
    put_small_print(draft, sheet, 206, SITE, "国家市场监督管理总局监制")
    if electronic:
        mark = TileMark("电子营业执照", "kai_lxgw", 34, (120, 116, 116), -38, 0.35, 60, 150)
        sheet.add(mark)


def put_electronic(draft: FormDraft) -> None:
    """As a portal gives it out: nothing is sealed."""
    put_2019(draft, electronic=True)


def put_2014(draft: FormDraft) -> None:
    """Portrait, one column, with the unified code: the copy (副本) of 2014 to 2018."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2015, 10, 8)), 1000)
    sheet = _begin(draft, landscape=False, paper=(255, 255, 252))
    look = draft.look
    if draw.random() < 0.6:
        number = f"{enterprise.credit_code[2:8]}{issued:%Y%m%d}{draw.randrange(10**4):04d}"
        label = draw.choice(("编 号 ", "证照编号：", "编号："))
        draft.enter("certificate_serial", number)
        put(sheet, draw.choice((28, 120)), 29, label + number, look.label(8, 5))
    emblem(sheet, sheet.width / 2, 42, 15)
    put_title(sheet, 80, "营业执照", Style(look.title_face, 40, draw.choice((GOLD, (36, 32, 28)))), 100)
    _put_copy_mark(draft, sheet, 91)
    _put_code_line(draft, sheet, 102, CODE, enterprise.credit_code, "unified_social_credit_code")
    columns = Columns(30, 26, 61, 182, look.label(12, 6.5), look.value(11.5, 6), look.shift)
    gap = draw.uniform(1.8, 3.6)
    y = put_rows(draft, sheet, single_column(draft), columns, 114, gap=gap)
    foot = min(max(y + 12, 236), 250)
    put_qr(draft, sheet, (28, foot - 14), 30, _payload(draft))
    _put_registrar(draft, sheet, (104, foot + 3), (126, foot + 21), issued)
    put(sheet, 28, 270, OLD_REPORT, look.label(8, 4))
    put_small_print(draft, sheet, 289, SITE, "中华人民共和国国家工商行政管理总局监制")


def put_2014_landscape(draft: FormDraft) -> None:
    """Landscape, one column in the middle: the original (正本) of 2014 to 2018."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2015, 10, 8)), 1000)
    sheet = _begin(draft, landscape=True, paper=(255, 253, 246))
    look = draft.look
    emblem(sheet, sheet.width / 2, 24, 13)
    put_title(sheet, 60, "营业执照", Style(look.title_face, 42, (40, 36, 30)), 112)
    code = f"{CODE} {enterprise.credit_code}"
    put_centered(sheet, 71, code, look.value(12, 6))
    draft.enter("unified_social_credit_code", enterprise.credit_code)
    columns = Columns(56, 27, 90, 250, look.label(12, 6.5), look.value(12, 6.2), look.shift)
    rows = [replace(row, most_lines=min(row.most_lines, 3)) for row in single_column(draft)]
    y = put_rows(draft, sheet, rows, columns, 84, gap=draw.uniform(1.2, 2.4))
    foot = min(max(y + 4, 156), 165)
    _put_registrar(draft, sheet, (176, foot), (196, foot + 15), issued)
    put_small_print(draft, sheet, 206, SITE, "中华人民共和国国家工商行政管理总局监制")


def put_old(draft: FormDraft) -> None:
    """With a 注册号, before October 2015: 企业法人营业执照, 个体工商户营业执照 and others."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, enterprise.established, 1200)
    sheet = _begin(draft, landscape=False, paper=draw.choice(((255, 255, 252), (250, 244, 240))))
    look = draft.look
    emblem(sheet, sheet.width / 2, 40, 14)
    title = {
        Subject.COMPANY: draw.choice(("企业法人营业执照", "营业执照")),
        Subject.BRANCH: "营业执照",
        Subject.SOLE_TRADER: "个体工商户营业执照",
    }.get(enterprise.subject, "营业执照")
    put_title(sheet, 76, title, Style(look.title_face, 40 if len(title) < 5 else 30, (36, 32, 28)), 104)
    if draw.random() < 0.7:
        _put_copy_mark(draft, sheet, 87)
    number = enterprise.registration_number
    tail = draw.choice(("", "", "(1/1)", "（1-1）"))
    label = draw.choice(("注册号", "注 册 号", "注册号:"))
    _put_code_line(draft, sheet, 99, label, number, "license_number", tail)
    columns = Columns(32, 30, 66, 180, look.label(12.5, 7), look.value(12, 6.6), look.shift)
    y = put_rows(draft, sheet, old_rows(draft), columns, 114, gap=draw.uniform(2, 4))
    foot = min(max(y + 12, 238), 252)
    _put_registrar(draft, sheet, (104, foot), (118, foot + 19), issued)
    put_small_print(draft, sheet, 289, "", "中华人民共和国国家工商行政管理总局制")


def _begin(draft: FormDraft, *, landscape: bool, paper: Ink) -> Sheet:
    draw, look = draft.draw, draft.look
    loud = look.frame == "guilloche" and look.border.web > 0.2
    ink = draw.choice((KHAKI, KHAKI, (150, 128, 84), (122, 128, 108)))
    web = look.border.web if loud else 0.08
    border = Border(ink, 11, 14 if landscape else 12, 6, 8, web, look.border.seed)
    frame: Frame = draw.choice(("guilloche", "gilt")) if not landscape and not loud else "guilloche"
    draft.look = replace(
        look,
        frame=frame,
        border=border,
        paper=paper,
        label_face=draw.choice(("hei_noto", "hei", "hei_noto", look.label_face)),
        title_face=draw.choice(("hei_bold", "hei_bold", "song_bold")),
    )
    return draft.begin(PageKind.MAIN, landscape=landscape)


def _payload(draft: FormDraft) -> str:
    code = draft.enterprise.credit_code
    return f"http://www.gsxt.gov.cn/index.html?uniscid={code}"


def _put_copy_mark(draft: FormDraft, sheet: Sheet, y: float) -> None:
    """(副 本) and which copy of how many it is."""
    draw, look = draft.draw, draft.look
    style = Style(look.label_face, 15, look.label_ink)
    line = put_centered(sheet, y, draw.choice(("（副 本）", "(副  本)", "（副本）", "(正  本)")), style)
    if draw.random() < 0.6:
        count = draw.choice(("(1-1)", "（1-1）", "(2-1)", "(1/1)", "1-1"))
        put(sheet, line.x + line.width + 4, y - 2, count, look.value(9.5, 5))


def _put_code_line(
    draft: FormDraft, sheet: Sheet, y: float, label: str, code: str, key: str, tail: str = ""
) -> None:
    """Label and code on one line, in the middle or ending at the right edge."""
    look, draw = draft.look, draft.draw
    name, value = look.label(12, 6), look.value(12, 6)
    wide = width_mm(label, name.face, 12) + 3 + width_mm(code + tail, value.face, 12)
    x = draw.choice(((sheet.width - wide) / 2, sheet.width - 30 - wide))
    put(sheet, x, y, label, name)
    put(
        sheet,
        x + wide - width_mm(code + tail, value.face, 12) + max(0.0, look.shift[0]),
        y,
        code + tail,
        value,
    )
    draft.enter(key, code)


def _put_registrar(
    draft: FormDraft,
    sheet: Sheet,
    label_at: tuple[float, float],
    day_at: tuple[float, float],
    issued: date,
    *,
    typed: bool = False,
) -> None:
    """登记机关, the day without a label, and the seal that alone names the registrar unless ``typed``."""
    draw, look = draft.draw, draft.look
    authority: Authority = registrar(draw, draft.enterprise, issued)
    label = look.label(12, 6)
    x, y = label_at
    put(sheet, x, y, draw.choice(("登 记 机 关", "登  记  机  关", "登记机关")), label)
    middle = put_day(draft, sheet, day_at, issued, label, look.value(12, 6))
    draft.enter_day("issue_date", issued)
    if typed:
        put(sheet, x + 36, y, authority.name, look.value(9.5, 5))
        draft.enter("issuer", authority.name)
        return
    over = 0.0 if look.seal_over else draw.uniform(-16, -5)
    draft.seal(sheet, (min(middle + draw.uniform(-4, 14), sheet.width - 42), day_at[1] + over), authority)
