"""The figures as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table

from pipeline.evaluate.calibrate import Threshold
from pipeline.evaluate.evaluation import Change, Changes, Evaluation
from pipeline.evaluate.metrics import Confusion, Metrics, Rate, Tally
from pipeline.evaluate.results import FieldResult
from pipeline.printable import to_printable

MOST_CHANGES = 40
TALLY_HEADINGS = (
    "数\nn",
    "全对 %\nexact",
    "字错率 %\nCER",
    "接受 %\naccepted",
    "静默错\nsilent",
    "未标\nunflagged",
)
NAMES = {
    "field_exact_match": "字段全对 / field exact-match",
    "field_cer": "字符错误率 / CER of fields",
    "fields_accepted": "自动接受 / fields accepted",
    "silent_errors": "静默错误 / silent errors (accepted and wrong)",
    "wrong_unflagged": "错而未标 / wrong fields not flagged",
    "use_restriction": "使用限制 / use-restriction values",
    "issuer_from_seal": "印章发证机关 / issuer from seal",
    "document_type": "证照类型 / document type",
    "certificates_found": "识别出证照 / certificates found",
    "straight_through": "免人工 / straight-through certificates",
    "straight_through_right": "其中全对 / of these wholly right",
    "low_res_flagged": "低分辨率已标 / low resolution, flagged",
    "foreign_left_alone": "他类未误认 / other documents left alone",
    "provisions_cer": "特别规定错误率 / CER of provisions",
    "provision_clauses": "条 / clauses found",
    "provision_items": "款 / items found",
    "provisions_extra": "多出条款 / clauses and items too many",
    "page_kind": "页面种类 / page kind",
    "page_rotation": "页面方向 / page rotation",
}

# Of pages that are read side by side each counts, so that the stages may add up to more than the clock says.
STAGES = {
    "load": "载入 / load",
    "orient": "分色、检测、定向 / inks, detection, orientation",
    "watermark": "水印 / watermark",
    "colour": "彩色印迹 / coloured stamps",
    "seals": "印章 / seals",
    "lines": "识别 / text lines",
    "banner": "横幅水印 / watermark in a row",
    "second_look": "复看 / second look",
    "red": "红字 / red text",
    "glyphs": "形近字 / look-alikes",
    "handwriting": "手写 / handwriting",
    "latin": "域名 / Latin print",
    "printed_dates": "日期 / printed dates",
    "rules": "表线 / rules",
    "frames": "框 / frames",
    "codes": "二维码 / QR codes",
}


def _safe(text: str) -> str:
    return escape(to_printable(text))


def show_thresholds(console: Console, thresholds: Sequence[Threshold]) -> None:
    """What accepting from each confidence on would give, on the set that the model was fitted to."""
    table = Table("接受自 / accept from", "接受 % / accepted", "其中错 % / of these wrong", box=SIMPLE_HEAD)
    for entry in thresholds:
        table.add_row(f"{entry.accept:g}", f"{100 * entry.accepted:.2f}", f"{100 * entry.wrong:.3f}")
    console.print(table)


def show_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Headline rates, the groups, and what was confused."""
    metrics = evaluation.metrics
    console.print(rates_table(metrics))
    groups = (
        ("字段 / field", metrics.by_family),
        ("版式 / layout", metrics.by_layout),
        ("损伤 / damage", metrics.by_damage),
        ("字体 / font", metrics.by_font),
        ("容器 / container", metrics.by_container),
    )
    for title, tallies in groups:
        console.print(tally_table(title, tallies))
    for title, pairs in (
        ("页面种类 / page kind", metrics.page_kinds),
        ("方向 / rotation", metrics.rotations),
    ):
        console.print(_confusion_table(title, pairs))
    for case in evaluation.cases:
        for message in case.failures:
            console.print(f"[red]{_safe(case.id)}[/]: {_safe(message)}", highlight=False)


def rates_table(metrics: Metrics) -> Table:
    """The headline: each rate with its two numbers."""
    table = Table("指标 / measure", title="总览 / headline", title_justify="left")
    table.add_column("率 / rate", justify="right")
    table.add_column("数 / of", justify="right")
    for rate in metrics.rates:
        table.add_row(NAMES[rate.name], percent(rate.value), f"{rate.part:g} / {rate.whole:g}")
    for name, value in (
        ("Brier", metrics.brier),
        ("校准误差 / expected calibration error", metrics.calibration_error),
        ("秒/页 / seconds a page", metrics.seconds_a_page),
    ):
        table.add_row(name, "-" if value is None else f"{value:.4f}", "")
    for name, seconds in metrics.stages.items():
        table.add_row(f"  {STAGES.get(name, name)}", f"{seconds:.4f}", "")
    return table


def tally_table(title: str, tallies: Sequence[Tally]) -> Table:
    """One row a group."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column(title, no_wrap=True)
    for heading in TALLY_HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for one in tallies:
        table.add_row(_safe(_short(one.name)), *tally_cells(one))
    return table


def tally_cells(one: Tally) -> tuple[str, ...]:
    """Number, exact-match, CER, share accepted of those with a status, silent errors, unflagged errors;
    shares in percent."""
    return (
        str(one.fields),
        _hundredths(one.right, one.fields),
        _hundredths(one.distance, one.characters),
        _hundredths(one.accepted, one.tracked),
        str(one.accepted_wrong),
        str(one.unflagged_wrong),
    )


def show_changes(console: Console, changes: Changes) -> None:
    """What got worse first."""
    table = Table("指标 / measure", title="变化 / changes", title_justify="left")
    for heading in ("前 / before", "后 / after", "差 / delta"):
        table.add_column(heading, justify="right")
    for before, after in changes.rates:
        table.add_row(
            NAMES.get(after.name, after.name),
            percent(before.value),
            percent(after.value),
            _delta(before, after),
        )
    console.print(Group(table, *_change_lines("变错 / newly wrong", "red", changes.newly_wrong)))
    console.print(Group(*_change_lines("变对 / newly right", "green", changes.newly_right)))


def _short(family: str) -> str:
    """A family's last two names: what stands before them is the same for all of a list."""
    return ".".join([part for part in family.split(".") if part != "*"][-2:])


def percent(share: float | None) -> str:
    """A share (0-1) in percent; a dash for none."""
    return "-" if share is None else f"{100 * share:.2f} %"


def _hundredths(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _delta(before: Rate, after: Rate) -> str:
    if before.value is None or after.value is None:
        return "-"
    delta = after.value - before.value
    if abs(delta) < 5e-7:
        return "0"
    colour = "green" if delta * after.better > 0 else "red"
    return f"[{colour}]{100 * delta:+.2f}[/]"


def _change_lines(title: str, colour: str, changes: Sequence[Change]) -> list[str]:
    lines = [f"[{colour}]{title}: {len(changes)}[/]"]
    for change in changes[:MOST_CHANGES]:
        told = change.after or change.before
        if told is not None:
            values = f"{_value(change.before)} → {_value(change.after)}, truth {told.truth!r}"
            lines.append(f"  {_safe(told.case_id)} {_safe(told.path)}: {_safe(values)}")
    if len(changes) > MOST_CHANGES:
        lines.append(f"  … {len(changes) - MOST_CHANGES} more (--json holds all)")
    return lines


def _value(result: FieldResult | None) -> str:
    return "-" if result is None else repr(result.value)


def _confusion_table(title: str, pairs: Sequence[Confusion]) -> Table:
    reads = sorted({pair.read for pair in pairs})
    table = Table(f"{title}: 真 ↓ 读 → / true ↓ read →")
    for read in reads:
        table.add_column(read, justify="right")
    counts = {(pair.truth, pair.read): pair.count for pair in pairs}
    for truth in sorted({pair.truth for pair in pairs}):
        table.add_row(truth, *(str(counts.get((truth, read), "")) for read in reads))
    return table
