"""高新技术企业证书: few fields on a wide sheet, and three or four seals of those who approved."""

from __future__ import annotations

from datetime import date

from samples.facts.authorities import Authority
from samples.facts.enterprises import later
from samples.forms.dates import day_text
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.sheet import Ink, Sheet
from samples.typeset import Style, put

INKS: tuple[Ink, ...] = ((190, 150, 60), (170, 136, 80))
RED_TITLE: Ink = (196, 30, 40)


def put_high_tech(draft: FormDraft) -> None:
    """Landscape; the bureaus of science, finance and taxes stand behind 批准机关, each with its seal."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2008, 10, 1)), 3500)
    sheet = begin_form(
        draft, ("gilt", "guilloche", "plain"), INKS, papers=((255, 255, 255), (250, 246, 232)), landscape=True
    )
    look = draft.look
    ink = draw.choice((RED_TITLE, (150, 110, 40), (30, 28, 28)))
    put_title(
        sheet, 62, draw.choice(("高新技术企业", "高新技术企业证书")), Style(look.title_face, 42, ink), 170
    )
    columns = Columns(52, 30, 92, 250, look.label(16, 8), look.value(16, 8), look.shift)
    number = (
        f"{draw.choice(('GR', 'GF'))}{issued.year}{enterprise.credit_code[2:4]}00{draw.randint(1, 9999):04d}"
    )
    rows = [
        Row("企业名称", enterprise.name, "company", most_lines=1),
        Row("证书编号", number, "license_number"),
        Row(
            draw.choice(("发证时间", "发证时间", "发证日期")),
            day_text(draw, issued),
            "issue_date",
            issued.isoformat(),
        ),
        Row("有效期", draw.choice(("三年", "叁年", "3年")), "validity_term"),
    ]
    if draw.random() < 0.5:
        rows = [rows[0], rows[1]]
        put_rows(draft, sheet, rows, columns, 88, gap=7, colon="：")
        right = Columns(160, 30, 200, 268, columns.label, columns.value, columns.shift)
        late = [
            Row("发证时间", day_text(draw, issued), "issue_date", issued.isoformat()),
            Row("有效期", "三年", "validity_term"),
        ]
        put_rows(draft, sheet, late, right, 118, gap=7, colon="：")
        y = 150.0
    else:
        y = put_rows(draft, sheet, rows, columns, 86, gap=draw.uniform(4, 7), colon="：") + 2
    draft.leave_untold("issuer", "valid_until")
    _put_approvers(draft, sheet, columns, min(max(y, 140), 148))


def _put_approvers(draft: FormDraft, sheet: Sheet, columns: Columns, y: float) -> None:
    """批准机关 and the seals side by side, their names typed or in the seals alone."""
    draw, region = draft.draw, draft.enterprise.region
    kind = "局" if region.is_municipality else "厅"
    science = "科学技术委员会" if region.is_municipality and draw.random() < 0.6 else f"科学技术{kind}"
    taxes = (
        (f"国家税务总局{region.name}税务局",)
        if draw.random() < 0.5
        else (f"{region.name}国家税务局", f"{region.name}地方税务局")
    )
    names = (region.name + science, f"{region.name}财政{kind}", *taxes)
    put(sheet, columns.label_x, y, draw.choice(("批准机关：", "批准机关:")), columns.label)
    step = (sheet.width - 110) / max(3, len(names) - 1)
    for number, name in enumerate(names):
        draft.seal(sheet, (66 + number * step, y + 23), Authority(name))
