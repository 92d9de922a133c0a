"""A measurement as one HTML file that needs nothing else: figures, curves and pictures of errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.metrics import Bin, Confusion, Metrics, Tally
from pipeline.evaluate.report_style import STYLE
from pipeline.evaluate.results import FieldResult
from pipeline.evaluate.tables import NAMES, STAGES, TALLY_HEADINGS, percent, tally_cells

SIDE, EDGE = 320, 44  # of the reliability diagram, in pixels
MOST_ERRORS = 400


def worst_first(fields: Sequence[FieldResult]) -> list[FieldResult]:
    """The wrong results: accepted ones first, then those not flagged, then by confidence."""
    wrong = [one for one in fields if not one.correct]
    return sorted(wrong, key=lambda one: (not one.accepted, one.flagged, -(one.confidence or 0), one.case_id))


def to_html(title: str, evaluation: Evaluation, pictures: Mapping[tuple[str, str], str]) -> str:
    """The report. ``pictures`` are data URIs by case and path. Everything from outside is escaped."""
    metrics = evaluation.metrics
    errors = worst_first(evaluation.fields)
    shown = errors[:MOST_ERRORS]
    groups = (
        ("字段 / field", metrics.by_family),
        ("版式 / layout", metrics.by_layout),
        ("损伤 / damage", metrics.by_damage),
        ("字体 / font", metrics.by_font),
        ("容器 / container", metrics.by_container),
    )
    parts = [
        f"<h1>licet eval: {escape(title)}</h1>",
        f"<p>{len(evaluation.cases)} 份 / cases · {len(evaluation.pages)} 页 / pages · engine "
        f"{escape(evaluation.engine)} · accept {evaluation.accept:g}</p>",
        _section("总览 / headline", _rates(metrics)),
        *(_section(name, _tallies(name, tallies)) for name, tallies in groups),
        _section("可靠性 / reliability", reliability_svg(metrics.bins) + _calibration(metrics)),
        _section("页面种类 / page kind", _confusion(metrics.page_kinds)),
        _section("方向 / rotation", _confusion(metrics.rotations)),
        _section(
            f"错误 / errors: {len(shown)} of {len(errors)}", "".join(_error(one, pictures) for one in shown)
        ),
    ]
    head = f'<meta charset="utf-8"><title>licet eval: {escape(title)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh"><head>{head}</head><body>{"".join(parts)}</body></html>\n'


def reliability_svg(bins: Sequence[Bin]) -> str:
    """Share right over mean confidence, one dot a bin, its area by the number of values."""
    size = SIDE + 2 * EDGE
    most = max((one.count for one in bins), default=0)
    marks = [
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" class="frame"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" class="ideal"/>',
    ]
    for one in bins:
        if one.count:
            x = EDGE + SIDE * one.mean_confidence
            y = EDGE + SIDE * (1 - one.right / one.count)
            radius = 3 + 11 * (one.count / most) ** 0.5
            label = f"{one.low:.1f}–{one.high:.1f}: {one.right} / {one.count}"
            marks.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{label}</title></circle>'
            )
    for tick in (0.0, 0.5, 1.0):
        marks.append(
            f'<text x="{EDGE + SIDE * tick:.0f}" y="{EDGE + SIDE + 18}" text-anchor="middle">{tick:g}</text>'
        )
        marks.append(
            f'<text x="{EDGE - 8}" y="{EDGE + SIDE * (1 - tick) + 4:.0f}" text-anchor="end">{tick:g}</text>'
        )
    marks.append(f'<text x="{size / 2:.0f}" y="{size - 6}" text-anchor="middle">置信度 / confidence</text>')
    marks.append(f'<text x="{EDGE}" y="{EDGE - 12}">正确率 / share right</text>')
    return (
        f'<svg width="{size}" height="{size}" viewBox="0 0 {size} {size}" role="img">{"".join(marks)}</svg>'
    )


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _rates(metrics: Metrics) -> str:
    rows = [
        (NAMES[rate.name], percent(rate.value), f"{rate.part:g} / {rate.whole:g}") for rate in metrics.rates
    ]
    seconds = "-" if metrics.seconds_a_page is None else f"{metrics.seconds_a_page:.3f}"
    times = [(STAGES.get(name, name), f"{spent:.4f}", "") for name, spent in metrics.stages.items()]
    return _table(
        ("指标 / measure", "率 / rate", "数 / of"), [*rows, ("秒/页 / seconds a page", seconds, ""), *times]
    )


def _tallies(name: str, tallies: Sequence[Tally]) -> str:
    return _table((name, *TALLY_HEADINGS), [(one.name, *tally_cells(one)) for one in tallies])


def _calibration(metrics: Metrics) -> str:
    rows = [
        (
            f"{one.low:.1f}–{one.high:.1f}",
            str(one.count),
            f"{one.mean_confidence:.3f}",
            percent(one.right / one.count),
        )
        for one in metrics.bins
        if one.count
    ]
    table = _table(("置信度 / confidence", "数 / n", "平均 / mean", "正确 / right"), rows)
    if metrics.brier is None or metrics.calibration_error is None:
        return table
    return f"{table}<p>Brier {metrics.brier:.4f} · ECE {metrics.calibration_error:.4f}</p>"


def _confusion(pairs: Sequence[Confusion]) -> str:
    reads = sorted({pair.read for pair in pairs})
    counts = {(pair.truth, pair.read): pair.count for pair in pairs}
    rows = [
        (truth, *(str(counts.get((truth, read), "")) for read in reads))
        for truth in sorted({pair.truth for pair in pairs})
    ]
    return _table(("真 ↓ 读 → / true ↓ read →", *reads), rows)


def _error(one: FieldResult, pictures: Mapping[tuple[str, str], str]) -> str:
    picture = pictures.get((one.case_id, one.path))
    image = f'<img src="{escape(picture)}" alt="">' if picture else '<p class="none">无图 / no place read</p>'
    state = one.status.value if one.status is not None else "none"
    sure = "-" if one.confidence is None else f"{one.confidence:.3f}"
    grade = "silent" if one.accepted else "unflagged" if not one.flagged else "flagged"
    facts = (
        ("真值 / truth", _text(one.truth)),
        ("读作 / value", _text(one.value)),
        ("原文 / raw", _text(one.raw)),
        ("状态 / status", f"{state} · {sure} · {grade}"),
        ("样本 / sample", f"{one.layout} · {', '.join(one.damage)} · {one.font} · {one.container}"),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    heading = f"<h3>{escape(one.case_id)} · {escape(one.path)}</h3>"
    return f'<article class="{grade}">{heading}{image}<dl>{rows}</dl></article>'


def _text(value: str | None) -> str:
    return "∅" if value is None else value
