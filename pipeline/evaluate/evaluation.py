"""One measurement as a whole, and what changed since another one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.evaluate.labels import load_labels
from pipeline.evaluate.measure import Measured
from pipeline.evaluate.metrics import Metrics, Rate, to_metrics
from pipeline.evaluate.results import CaseResult, FieldResult, PageResult, ProvisionsResult
from pipeline.evaluate.truth import EXPECTED, LABELS, TRUTH, TruthCase, load_expected, load_generated
from schemas.document_type import DocumentType
from schemas.errors import OptionError
from schemas.geometry import Frozen


class Evaluation(Frozen):
    """What ``licet eval --json`` writes."""

    engine: str
    accept: float
    cases: tuple[CaseResult, ...]
    fields: tuple[FieldResult, ...]
    provisions: tuple[ProvisionsResult, ...]
    pages: tuple[PageResult, ...]
    metrics: Metrics


class Change(Frozen):
    """A field whose result is another one than before; ``None`` where it did not occur."""

    before: FieldResult | None
    after: FieldResult | None


class Changes(Frozen):
    """``rates`` holds the pairs (before, after) of all rates that both measurements have."""

    newly_wrong: tuple[Change, ...]
    newly_right: tuple[Change, ...]
    rates: tuple[tuple[Rate, Rate], ...]


def load_truth(folder: Path, document_types: Sequence[DocumentType]) -> list[TruthCase]:
    """The cases of a folder, by whichever truth file it holds.

    Raises:
        OptionError: no folder, no truth file in it, or one that cannot be read.
    """
    if not folder.is_dir():
        raise OptionError(
            f"不是文件夹，请指明含 {TRUTH}、{LABELS} 或 {EXPECTED} 的文件夹"
            f" / {folder} is not a folder. Name a folder that holds {TRUTH}, {LABELS} or {EXPECTED}."
        )
    if (folder / TRUTH).exists():
        return load_generated(folder)
    if (folder / LABELS).exists():
        return load_labels(folder, document_types)
    cases = load_expected(folder)
    if not cases:
        raise OptionError(
            f"文件夹中没有标准答案，请在文件旁放置 {TRUTH}、{LABELS} 或 {EXPECTED}"
            f" / {folder} holds no truth. Put {TRUTH}, {LABELS} or {EXPECTED} beside the documents, "
            "or make a set with `python -m samples random`."
        )
    return cases


def to_evaluation(engine: str, accept: float, measured: Sequence[Measured]) -> Evaluation:
    """All results with their figures."""
    cases = tuple(one.case for one in measured)
    fields = tuple(result for one in measured for result in one.fields)
    provisions = tuple(one.provisions for one in measured if one.provisions is not None)
    pages = tuple(page for one in measured for page in one.pages)
    return Evaluation(
        engine=engine,
        accept=accept,
        cases=cases,
        fields=fields,
        provisions=provisions,
        pages=pages,
        metrics=to_metrics(cases, fields, provisions, pages),
    )


def load_evaluation(path: Path) -> Evaluation:
    """A measurement that was written before.

    Raises:
        OptionError: the file cannot be read or holds something else.
    """
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise OptionError(
            f"测量文件无法读取，请检查路径 / {path} cannot be read: {error.strerror}. Check the path."
        ) from error
    except ValidationError as error:
        raise OptionError(
            f"不是此版本的测量文件（{error.error_count()} 处错误），请用 licet eval --json 重新写出"
            f" / {path} is not a measurement of this version ({error.error_count()} errors). "
            "Write it anew with `licet eval --json`."
        ) from error


def find_changes(before: Evaluation, after: Evaluation) -> Changes:
    """What got worse and better, over the cases that both hold. A value too many that is gone is
    better, a new one is worse."""
    common = {case.id for case in before.cases} & {case.id for case in after.cases}
    old = {(one.case_id, one.path): one for one in before.fields if one.case_id in common}
    new = {(one.case_id, one.path): one for one in after.fields if one.case_id in common}
    changes = [Change(before=old.get(key), after=new.get(key)) for key in dict.fromkeys([*old, *new])]
    was, now = ({rate.name: rate for rate in one.metrics.rates} for one in (before, after))
    return Changes(
        newly_wrong=tuple(one for one in changes if _right(one.before) and not _right(one.after)),
        newly_right=tuple(one for one in changes if not _right(one.before) and _right(one.after)),
        rates=tuple((was[name], now[name]) for name in was if name in now),
    )


def _right(result: FieldResult | None) -> bool:
    """Where there is no result, neither the truth nor the reading had a value: right."""
    return result is None or result.correct
