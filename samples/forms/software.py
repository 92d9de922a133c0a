"""计算机软件著作权登记证书: numbered rows, values set in, the register's seal over the date."""

from __future__ import annotations

from datetime import date, timedelta

from samples.facts.authorities import Authority
from samples.facts.companies import trade_name
from samples.facts.enterprises import later
from samples.forms.dates import put_day
from samples.forms.foot import press
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_qr, put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.sheet import Ink, width_mm
from samples.typeset import Style, put, put_centered, put_lines, wrap
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((150, 110, 60), (168, 60, 60), (120, 130, 90))
ISSUER = Authority("中华人民共和国国家版权局", "计算机软件著作权登记专用章")
BASIS = (
    "根据《计算机软件保护条例》和《计算机软件著作权登记办法》的规定，经中国版权保护中心审核，"
    "对以上事项予以登记。"
)


def put_software(draft: FormDraft) -> None:
    """The form of 2002 and after."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2009, 1, 5)), 4000)
    sheet = begin_form(draft, ("guilloche", "gilt"), INKS, papers=((255, 255, 255), (253, 250, 240)))
    look = draft.look
    put_centered(sheet, 44, "中华人民共和国国家版权局", Style(look.title_face, 20), 1.2)
    put_title(sheet, 62, "计算机软件著作权登记证书", Style(look.title_face, 25), 132)
    label, value = look.label(13.5, 7.4), look.value(13.5, 7.2)
    serial = f"软著登字第{draw.randint(100000, 9999999)}号"
    text = draw.choice(("证书号：", "证书号:  ", "编号：")) + serial
    put(
        sheet,
        draw.choice((34.0, (sheet.width - width_mm(text, value.face, 13)) / 2)),
        80,
        text,
        look.value(13, 7),
    )
    draft.enter("license_number", serial)
    columns = Columns(34, 34, 76, 176, label, value, look.shift)
    y = put_rows(draft, sheet, _rows(draft, issued), columns, 98, gap=draw.uniform(4, 6.5), colon="：")
    lines = wrap("　　" + BASIS, label.face, label.size, 142)
    y = put_lines(sheet, 34, min(y + 6, 216), lines, label)
    put(sheet, 34, 266, f"No. {draw.randrange(10**8):08d}", Style("song_bold", 14, (180, 40, 50)))
    middle = put_day(draft, sheet, (112, 258), issued, label, value)
    draft.enter_day("issue_date", issued)
    if draw.random() < 0.3:
        put_qr(draft, sheet, (36, 236), 22, f"https://register.ccopyright.com.cn/query?no={serial}")
    press(draft, sheet, (middle, 250), ISSUER)


def _rows(draft: FormDraft, issued: date) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    name = f"{trade_name(draw)}{draw.choice(trades('software_use'))}{draw.choice(trades('software_word'))}"
    version = draw.choice(("V1.0", "V2.0", "V1.0.1", "V3.2", "[简称：{}]\nV1.0")).format(trade_name(draw))
    completed = issued - timedelta(days=draw.randint(40, 700))
    published = draw.choice(("未发表", _long_day(completed + timedelta(days=draw.randint(0, 30)))))
    numbered = draw.random() < 0.1
    rows = [
        Row("软件名称", f"{name}\n{version}" if "\n" in version else name + version, "software_name"),
        Row("著作权人", enterprise.name, "company", most_lines=2),
        Row("开发完成日期", _long_day(completed), "completion_date", completed.isoformat()),
        Row("首次发表日期", published, "publication_date"),
        Row("权利取得方式", draw.choice(("原始取得", "原始取得", "受让")), "acquisition"),
        Row("权利范围", "全部权利", "rights"),
        Row("登记号", f"{issued.year}SR{draw.randint(1, 1999999):06d}", "registration_number"),
    ]
    if numbered:
        rows = [
            Row(f"{number}.{row.label}", row.text, row.key, row.value) for number, row in enumerate(rows, 1)
        ]
    return rows


def _long_day(day: date) -> str:
    return f"{day.year}年{day.month:02d}月{day.day:02d}日"
