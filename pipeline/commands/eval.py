"""``licet eval``: how much of a labelled set is read right, and how much of what is wrong is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.commands.choices import Accept, EngineName, ModelDir, TypesDir, tell_own_types
from pipeline.commands.output_files import write_text
from pipeline.evaluate.cache import PagesCache, reading_version
from pipeline.evaluate.calibrate import ACCEPTS, fit, to_examples, to_thresholds
from pipeline.evaluate.evaluation import (
    Evaluation,
    find_changes,
    load_evaluation,
    load_truth,
    to_evaluation,
)
from pipeline.evaluate.gallery import crop_results
from pipeline.evaluate.measure import Reader, measure_case
from pipeline.evaluate.report import MOST_ERRORS, to_html, worst_first
from pipeline.evaluate.tables import show_changes, show_evaluation, show_thresholds
from pipeline.evaluate.truth import TruthCase
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from schemas.declarations import document_types
from schemas.errors import OptionError


def eval_command(
    folder: Annotated[
        Path, typer.Argument(help="Folder with truth.jsonl, labels.jsonl or expected.json.", metavar="DIR")
    ],
    *,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write results and figures.")] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", help="Results written before: show what got better and worse.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a report with pictures of the errors.")
    ] = None,
    pages_cache: Annotated[
        Path | None, typer.Option("--pages-cache", help="Folder to keep read pages in, for the next time.")
    ] = None,
    fit_file: Annotated[
        Path | None,
        typer.Option("--fit", help="Fit the confidence to this set and write the model here."),
    ] = None,
    types: TypesDir = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Measure the first N cases only.")
    ] = None,
    damage: Annotated[str | None, typer.Option("--damage", help="Only cases with this damage.")] = None,
    layout: Annotated[str | None, typer.Option("--layout", help="Only cases of this layout.")] = None,
) -> None:
    """Measure what is read against the truth. 对照真值测量识别质量。

    \b
    Examples:
      licet eval set/ --html report.html
      licet eval set/ --pages-cache .pages --json new.json --compare old.json
      licet eval training/ --fit calibration.json
    """
    options = Options(accept=accept, types=types)
    tell_own_types(types)
    before = None if compare is None else load_evaluation(compare)
    cases = _select(load_truth(folder, document_types(types)), limit, damage, layout)
    cache = None
    if pages_cache is not None:
        cache = PagesCache(pages_cache, f"{engine} {model_dir or ''}", reading_version())
    reader = Reader(
        lambda: build_engine(engine, model_dir, options.threads), options.limits, options.threads, cache
    )
    evaluation = _measure(cases, reader, engine, options)
    console = Console(emoji=False)
    show_evaluation(console, evaluation)
    if json_file is not None:
        write_text(json_file, evaluation.model_dump_json(indent=1))
    if before is not None:
        show_changes(console, find_changes(before, evaluation))
    if fit_file is not None:
        _fit(evaluation, folder.absolute().name, fit_file, console)
    if html is not None:
        pictures = crop_results(worst_first(evaluation.fields)[:MOST_ERRORS], options.limits)
        write_text(html, to_html(folder.absolute().name, evaluation, pictures))


def _fit(evaluation: Evaluation, name: str, path: Path, console: Console) -> None:
    examples = to_examples(evaluation.fields)
    model = fit(examples, date.today().isoformat(), f"{name}, {len(evaluation.cases)} documents")
    write_text(path, model.model_dump_json(indent=1) + "\n")
    show_thresholds(console, to_thresholds(examples, model, ACCEPTS))


def _select(
    cases: list[TruthCase], limit: int | None, damage: str | None, layout: str | None
) -> list[TruthCase]:
    fitting = [
        case
        for case in cases
        if (damage is None or damage in case.damage) and (layout is None or layout == case.layout)
    ]
    if not fitting:
        damages = ", ".join(sorted({name for case in cases for name in case.damage}))
        layouts = ", ".join(sorted({case.layout for case in cases}))
        raise OptionError(
            f"没有符合的样本，请改选；现有损坏：{damages}；现有版式：{layouts}"
            f" / No case fits. Damages here: {damages}. Layouts here: {layouts}."
        )
    return fitting[:limit]


def _measure(cases: list[TruthCase], reader: Reader, engine: str, options: Options) -> Evaluation:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    measured = []
    with Progress(*columns, console=Console(stderr=True, emoji=False), transient=True) as progress:
        for case in progress.track(cases, description="测量 / measuring"):
            measured.append(measure_case(case, reader, document_types(options.types), options.accept))
    return to_evaluation(engine, options.accept, measured)
