"""Results to figures. Every rate keeps its two numbers; nothing is averaged over averages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.evaluate.results import CaseResult, CaseRole, FieldResult, PageResult, ProvisionsResult
from schemas.geometry import Frozen

BINS = 10


class Rate(Frozen):
    """``part`` of ``whole``. ``better`` is +1 where more is better, -1 where less is."""

    name: str
    part: float
    whole: float
    better: int = 1

    @property
    def value(self) -> float | None:
        """The share, ``None`` of nothing."""
        return self.part / self.whole if self.whole else None


class Tally(Frozen):
    """Field results of one group. ``tracked`` have a status in the record; ``characters`` and
    ``distance`` give the CER."""

    name: str
    fields: int
    right: int
    tracked: int
    accepted: int
    accepted_wrong: int
    unflagged_wrong: int
    characters: int
    distance: int


class Bin(Frozen):
    """Values with a confidence from ``low`` to below ``high``: how sure, and how many are right."""

    low: float
    high: float
    count: int
    mean_confidence: float
    right: int


class Confusion(Frozen):
    truth: str
    read: str
    count: int


class Metrics(Frozen):
    """All figures of one measurement; times are in seconds a page, ``stages`` by stage, longest first."""

    rates: tuple[Rate, ...]
    by_family: tuple[Tally, ...]
    by_layout: tuple[Tally, ...]
    by_damage: tuple[Tally, ...]
    by_font: tuple[Tally, ...]
    by_container: tuple[Tally, ...]
    page_kinds: tuple[Confusion, ...]
    rotations: tuple[Confusion, ...]
    bins: tuple[Bin, ...]
    brier: float | None
    calibration_error: float | None
    seconds_a_page: float | None
    stages: Mapping[str, float] = {}


def to_metrics(
    cases: Sequence[CaseResult],
    fields: Sequence[FieldResult],
    provisions: Sequence[ProvisionsResult],
    pages: Sequence[PageResult],
) -> Metrics:
    """The figures of these results."""
    sure = [
        (one.confidence, one.correct)
        for one in fields
        if one.confidence is not None and one.value is not None
    ]
    bins = to_bins(sure)
    read = sum(case.page_count for case in cases)
    return Metrics(
        rates=(
            *_field_rates(fields),
            *_case_rates(cases, fields),
            *_provision_rates(provisions),
            *_page_rates(pages),
        ),
        by_family=tallies(fields, lambda one: (one.family,)),
        by_layout=tallies(fields, lambda one: (one.layout,)),
        by_damage=tallies(fields, lambda one: one.damage),
        by_font=tallies(fields, lambda one: (one.font,)),
        by_container=tallies(fields, lambda one: (one.container,)),
        page_kinds=_confusion((p.true_kind, p.kind) for p in pages if p.true_kind is not None),
        rotations=_confusion(
            (str(p.true_rotation), str(p.rotation)) for p in pages if p.true_rotation is not None
        ),
        bins=bins,
        brier=sum((p - right) ** 2 for p, right in sure) / len(sure) if sure else None,
        calibration_error=sum(abs(one.mean_confidence * one.count - one.right) for one in bins) / len(sure)
        if sure
        else None,
        seconds_a_page=sum(case.seconds for case in cases) / read if read else None,
        stages=_stages(cases, read),
    )


def _stages(cases: Sequence[CaseResult], pages: int) -> dict[str, float]:
    total: Counter[str] = Counter()
    for case in cases:
        total.update(case.stages)
    return {name: seconds / pages for name, seconds in total.most_common()} if pages else {}


def tallies(
    fields: Sequence[FieldResult], groups: Callable[[FieldResult], Iterable[str]]
) -> tuple[Tally, ...]:
    """One tally a group, by name; a result counts in each of its groups."""
    members: dict[str, list[FieldResult]] = defaultdict(list)
    for one in fields:
        for group in groups(one):
            members[group].append(one)
    return tuple(_tally(name, members[name]) for name in sorted(members))


def to_bins(sure: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Ten bins of equal width over confidence 0-1; 1.0 belongs to the last."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in sure:
        held[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return tuple(
        Bin(
            low=index / BINS,
            high=(index + 1) / BINS,
            count=len(members),
            mean_confidence=sum(p for p, _ in members) / len(members) if members else 0.0,
            right=sum(right for _, right in members),
        )
        for index, members in enumerate(held)
    )


def _tally(name: str, members: Sequence[FieldResult]) -> Tally:
    accepted = [one for one in members if one.accepted]
    return Tally(
        name=name,
        fields=len(members),
        right=sum(one.correct for one in members),
        tracked=sum(one.tracked for one in members),
        accepted=len(accepted),
        accepted_wrong=sum(not one.correct for one in accepted),
        unflagged_wrong=sum(not one.correct and not one.flagged for one in members),
        characters=sum(one.characters for one in members),
        distance=sum(one.distance for one in members),
    )


def _field_rates(fields: Sequence[FieldResult]) -> list[Rate]:
    whole = _tally("all", fields)
    tracked = [one for one in fields if one.tracked]
    wrong = [one for one in tracked if not one.correct]
    restrictions = [one for one in fields if one.family.startswith("use_restrictions.")]
    return [
        Rate(name="field_exact_match", part=whole.right, whole=whole.fields),
        Rate(name="field_cer", part=whole.distance, whole=whole.characters, better=-1),
        Rate(name="fields_accepted", part=whole.accepted, whole=whole.tracked),
        Rate(name="silent_errors", part=whole.accepted_wrong, whole=whole.accepted, better=-1),
        Rate(name="wrong_unflagged", part=sum(not one.flagged for one in wrong), whole=len(wrong), better=-1),
        Rate(name="use_restriction", part=sum(one.correct for one in restrictions), whole=len(restrictions)),
    ]


def _case_rates(cases: Sequence[CaseResult], fields: Sequence[FieldResult]) -> list[Rate]:
    measured = [case for case in cases if case.role == CaseRole.MEASURED]
    through = [case for case in measured if not case.needs_review]
    with_errors = {one.case_id for one in fields if not one.correct}
    sealed = {case.id for case in measured if case.issuer_in_seal}
    issuers = [one for one in fields if one.family == "issuer" and one.case_id in sealed]
    low_res = [case for case in cases if case.role == CaseRole.LOW_RES]
    foreign = [case for case in cases if case.role == CaseRole.FOREIGN]
    typed = [case for case in cases if case.true_type is not None]
    return [
        Rate(name="document_type", part=sum(case.type == case.true_type for case in typed), whole=len(typed)),
        Rate(name="issuer_from_seal", part=sum(one.correct for one in issuers), whole=len(issuers)),
        Rate(name="certificates_found", part=sum(case.found for case in measured), whole=len(measured)),
        Rate(name="straight_through", part=len(through), whole=len(measured)),
        Rate(
            name="straight_through_right",
            part=sum(case.id not in with_errors for case in through),
            whole=len(through),
        ),
        Rate(name="low_res_flagged", part=sum(case.needs_review for case in low_res), whole=len(low_res)),
        Rate(name="foreign_left_alone", part=sum(not case.found for case in foreign), whole=len(foreign)),
    ]


def _provision_rates(provisions: Sequence[ProvisionsResult]) -> list[Rate]:
    def total(name: str) -> int:
        return sum(getattr(one, name) for one in provisions)

    return [
        Rate(name="provisions_cer", part=total("distance"), whole=total("characters"), better=-1),
        Rate(name="provision_clauses", part=total("clauses_found"), whole=total("clauses")),
        Rate(name="provision_items", part=total("items_found"), whole=total("items")),
        Rate(
            name="provisions_extra", part=total("extra"), whole=total("clauses") + total("items"), better=-1
        ),
    ]


def _page_rates(pages: Sequence[PageResult]) -> list[Rate]:
    kinds = [page for page in pages if page.true_kind is not None]
    turns = [page for page in pages if page.true_rotation is not None]
    return [
        Rate(name="page_kind", part=sum(page.kind == page.true_kind for page in kinds), whole=len(kinds)),
        Rate(
            name="page_rotation",
            part=sum(page.rotation == page.true_rotation for page in turns),
            whole=len(turns),
        ),
    ]


def _confusion(pairs: Iterable[tuple[str, str]]) -> tuple[Confusion, ...]:
    return tuple(
        Confusion(truth=truth, read=read, count=count)
        for (truth, read), count in sorted(Counter(pairs).items())
    )
