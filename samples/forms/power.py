"""承装（修、试）电力设施许可证, portrait; a page of rules for its use may follow."""

from __future__ import annotations

from samples.facts.authorities import Authority
from samples.facts.enterprises import later, term_after
from samples.facts.grants import random_day
from samples.forms.dates import day_text
from samples.forms.foot import put_issuer
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_title
from samples.forms.ground import begin_form
from samples.forms.rows import Row, put_rows
from samples.layouts.rows import Columns
from samples.sheet import Ink
from samples.typeset import Style, put, put_centered, put_lines, wrap
from schemas.certificate import PageKind

INKS: tuple[Ink, ...] = ((200, 170, 150), (170, 150, 110), (140, 160, 180))
PAPERS: tuple[Ink, ...] = ((253, 246, 246), (255, 255, 255))
GRANT = (
    "根据《承装（修、试）电力设施许可证管理办法》及有关法律法规的规定，经审查，准许你单位从事"
    "承装（修、试）电力设施业务，特颁发此证。"
)
RULES = (
    "许可证使用规定",
    "一、本许可证是许可机关准许持证单位从事承装、承修、承试电力设施活动的凭证。",
    "二、持证单位应当按照许可证载明的许可类别和等级从事承装、承修、承试电力设施活动。",
    "三、任何单位和个人不得涂改、倒卖、出租、出借或者以其他形式非法转让许可证。",
    "四、持证单位的名称、住所、法定代表人等发生变更的，应当自变更之日起30日内提出变更申请。",
    "五、许可证有效期为六年。有效期届满需要延续的，应当在有效期届满30日前提出申请。",
    "六、许可证遗失、损毁的，应当及时向许可机关申请补办。",
)


def put_power(draft: FormDraft) -> None:
    """The main page alone."""
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, random_day(draw, 2008, 2018)), 2500)
    sheet = begin_form(
        draft, ("gilt", "guilloche", "plain"), INKS, papers=PAPERS, label_faces=("song_noto", "song")
    )
    look = draft.look
    titled = draw.random() < 0.6
    label, value = look.label(13, 7.5), look.value(13, 7.5)
    if titled:
        put_title(
            sheet,
            40,
            draw.choice(("承装(修、试)电力设施许可证", "承装（修、试）电力设施许可证")),
            Style(look.title_face, 24),
            130,
        )
    year = issued.year - draw.randint(0, 12)
    number = f"{draw.randint(1, 6)}-{draw.randint(1, 5)}-{draw.randint(1, 999):05d}-{year}"
    number += draw.choice(("", " (1/2)", "(1/1)"))
    put(sheet, 34, 58, draw.choice(("许可证编号：", "许可证编号:  ", "编号：")) + number, value)
    draft.enter("license_number", number)
    put_lines(
        sheet,
        34,
        76,
        wrap("　　" + GRANT, label.face, label.size, 144),
        Style(label.face, label.size, leading=10),
    )
    columns = Columns(34, draw.choice((22, 26)), 68, 178, label, value, look.shift)
    y = put_rows(
        draft, sheet, _rows(draft), columns, 118, gap=draw.uniform(5, 9), colon=draw.choice(("：", ":"))
    )
    start = later(draw, issued, 40)
    end = term_after(draw, start, 6)
    put(sheet, 34, y, "有效期限：", label)
    first, last = draw.choice((("自 {}始", "至 {}止"), ("自{}起", "至{}止"), ("{}", "至{}")))
    put(sheet, 60, y, first.format(day_text(draw, start)), value)
    put(sheet, 60, y + 9, last.format(day_text(draw, end)), value)
    draft.enter_day("valid_from", start)
    draft.enter_day("valid_until", end)
    areas = [f"{area}监管局" for area in ("华北", "华东", "南方", "西北", "华中", "东北")]
    office = draw.choice((f"{enterprise.region.short_name}监管办公室", draw.choice(areas)))
    authority = Authority(f"国家能源局{office}")
    at = (98, min(max(y + 30, 226), 246))
    put_issuer(
        draft,
        sheet,
        columns,
        at,
        ("许可机关(盖章)", "许可机关（盖章）", "许可机关（盖章）："),
        authority,
        issued,
    )


def put_power_with_rules(draft: FormDraft) -> None:
    """The main page and the rules, which hold no field."""
    put_power(draft)
    sheet = draft.begin(PageKind.OTHER)
    style = Style(draft.look.label_face, 12.5, leading=8.5)
    put_centered(sheet, 44, RULES[0], Style(draft.look.title_face, 20))
    y = 62.0
    for rule in RULES[1:]:
        y = put_lines(sheet, 30, y, wrap("　　" + rule, style.face, style.size, 150), style) + 3


def _rows(draft: FormDraft) -> list[Row]:
    draw, enterprise = draft.draw, draft.enterprise
    kinds = [kind for kind in ("承装", "承修", "承试") if draw.random() < 0.75] or ["承装"]
    grade = draw.choice("一二三四五")
    scope = draw.choice(("、", "；", "，")).join(f"{kind}类{grade}级" for kind in kinds)
    return [
        Row("单位名称", enterprise.name, "company", most_lines=2),
        Row("住所", enterprise.address, "address", most_lines=2),
        Row("法定代表人", enterprise.person, "legal_representative"),
        Row(draw.choice(("许可类别和等级", "许可类别和等级", "许可类别及等级")), scope, "scope"),
    ]
