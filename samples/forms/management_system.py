"""管理体系认证证书 of quality, environment and occupational health: centered lines, few labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samples.facts.authorities import Authority
from samples.facts.companies import address
from samples.facts.enterprises import later, term_after
from samples.forms.foot import press, put_labelled_day
from samples.forms.form_draft import FormDraft
from samples.forms.furniture import put_title
from samples.forms.ground import begin_form
from samples.layouts.rows import Columns
from samples.ornament import signature
from samples.sheet import Ink, Sheet
from samples.typeset import Style, put, put_centered, wrap
from samples.vocabulary import trades

INKS: tuple[Ink, ...] = ((92, 74, 62), (60, 80, 130), (70, 120, 90))
PAPERS: tuple[Ink, ...] = ((252, 250, 226), (255, 255, 255), (244, 250, 252))
TITLE_INKS: tuple[Ink, ...] = ((46, 88, 138), (30, 28, 30), (36, 110, 76))


@dataclass(frozen=True)
class System:
    """A kind of management system: its title, the letter in numbers, the standards it meets."""

    title: str
    letter: str
    standards: tuple[str, ...]


QUALITY = System(
    "质量管理体系",
    "Q",
    (
        "GB/T19001-2016/ISO9001:2015",
        "GB/T 19001-2016 idt ISO 9001:2015",
        "GB/T19001-2016/ISO9001:2015 和 GB/T50430-2017",
    ),
)
ENVIRONMENT = System(
    "环境管理体系", "E", ("GB/T24001-2016/ISO14001:2015", "GB/T 24001-2016 idt ISO 14001:2015")
)
SAFETY = System(
    "职业健康安全管理体系", "S", ("GB/T45001-2020/ISO45001:2018", "GB/T28001-2011/OHSAS18001:2007")
)


def put_quality(draft: FormDraft) -> None:
    """质量管理体系认证证书."""
    _put(draft, QUALITY)


def put_environment(draft: FormDraft) -> None:
    """环境管理体系认证证书."""
    _put(draft, ENVIRONMENT)


def put_safety(draft: FormDraft) -> None:
    """职业健康安全管理体系认证证书."""
    _put(draft, SAFETY)


def _put(draft: FormDraft, system: System) -> None:
    draw, enterprise = draft.draw, draft.enterprise
    issued = later(draw, max(enterprise.established, date(2016, 1, 4)), 2400)
    sheet = begin_form(draft, ("gilt", "plain", "guilloche"), INKS, papers=PAPERS, band=6)
    look = draft.look
    head = f"{draw.randrange(1000):03d}{issued.year % 100:02d}{system.letter}"
    number = f"{head}{draw.randint(1, 39999):05d}R{draw.randint(0, 4)}{draw.choice('SM')}"
    style = look.value(draw.choice((10, 11, 12)), 6)
    label = draw.choice(("注册号：", "证书编号：", "证书注册号：", "编号:"))
    at_head = draw.random() < 0.5
    title = Style(look.title_face, 32 if len(system.title) < 7 else 24, draw.choice(TITLE_INKS))
    put_title(sheet, 66, system.title + "认证证书", title, 150)
    if at_head:
        put(sheet, 28, 34, label + number, style)
    else:
        put_centered(sheet, 79, label + number, style)
    draft.enter("license_number", number)
    y = _put_holder(draft, sheet, system, 92)
    columns = Columns(32, 0, 60, 178, look.label(11.5, 6), look.value(11.5, 6), look.shift)
    _put_days(draft, sheet, columns, max(y + 14, 198), issued)


def _put_holder(draft: FormDraft, sheet: Sheet, system: System, y: float) -> float:
    """兹证明, the name, its code and addresses, the standard, and what is covered; the next baseline."""
    draw, enterprise, look = draft.draw, draft.enterprise, draft.look
    small, large = look.label(10.5, 6), look.value(16, 8)
    put_centered(
        sheet, y, draw.choice(("兹 证 明", "兹证明", "特此证明")), look.label(13, 7), draw.choice((0, 2))
    )
    put_centered(sheet, y + 12, enterprise.name, large if len(enterprise.name) < 24 else look.value(13, 7))
    draft.enter("company", enterprise.name)
    code = f"{draw.choice(('统一社会信用代码：', '统一社会信用代码:'))}{enterprise.credit_code}"
    put_centered(sheet, y + 20, code, small)
    draft.enter("unified_social_credit_code", enterprise.credit_code)
    put_centered(sheet, y + 27, f"{draw.choice(('注册地址：', '地址：'))}{enterprise.address}", small)
    draft.enter("address", enterprise.address)
    if draw.random() < 0.6:
        other = address(draw, enterprise.region, enterprise.place)
        put_centered(
            sheet, y + 34, f"{draw.choice(('生产地址：', '经营地址：', '审核地址：'))}{other}", small
        )
        draft.enter("production_address", other)
    standard = draw.choice(system.standards)
    meets = draw.choice((f"{system.title}符合", f"建立的{system.title}符合标准", f"{system.title}符合标准："))
    put_centered(sheet, y + 46, meets, look.label(12, 6))
    put_centered(sheet, y + 54, standard, Style("hei_bold", 14, look.value_ink))
    draft.enter("standard", standard)
    covers = draw.choice(("该{}认证所覆盖的范围为：", "{}适用范围：", "认证覆盖范围：", "通过认证范围如下："))
    put_centered(sheet, y + 64, covers.format(system.title), look.label(12, 6))
    scope = "；".join(draw.sample(trades("certified_scope"), k=draw.choice((1, 1, 2))))
    draft.enter("scope", scope)
    value = look.value(12, 7)
    y += 76
    for line in wrap(scope, value.face, value.size, 146):
        put_centered(sheet, y, line, value)
        y += value.leading
    return y


def _put_days(draft: FormDraft, sheet: Sheet, columns: Columns, y: float, issued: date) -> None:
    draw = draft.draw
    until = term_after(draw, issued, 3)
    first = draw.choice(("颁证日期：", "发证日期：", "初次发证日期：", "首次发证日期："))
    put_labelled_day(draft, sheet, columns, (30, y), first, "issue_date", issued)
    last = draw.choice(("有效期：", "有效期至：", "证书有效期至："))
    put_labelled_day(draft, sheet, columns, (112, y), last, "valid_until", until)
    if draw.random() < 0.5:
        renewed = min(later(draw, issued, 900), until)
        label = draw.choice(("换证日期：", "本次发证日期："))
        put_labelled_day(draft, sheet, columns, (30, y + 9), label, "renewed_date", renewed)
    name = draw.choice(trades("certifier"))
    put(sheet, 32, y + 22, name, columns.value)
    put(sheet, 112, y + 22, "签发人：", columns.label)
    signature(sheet, draw, 130, y + 22, 26)
    press(draft, sheet, (56, y + 26), Authority(name))
