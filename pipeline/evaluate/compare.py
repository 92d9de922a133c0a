"""A certificate against the truth: one result for each value that is there or ought to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import Levenshtein

from pipeline.align import align, likeness
from pipeline.comparable import text_to_comparable
from pipeline.evaluate.results import FieldResult, ProvisionsResult
from pipeline.evaluate.truth import TruthCase
from pipeline.evaluate.truth_form import BESIDE
from schemas.certificate import Certificate
from schemas.field import FieldStatus, FieldValue, Severity

SEALS, STAMP_TEXTS, ITEMS, PROVISIONS = "seals", "stamp_texts", "business_items", "provisions"
DOUBTFUL = (FieldStatus.REVIEW, FieldStatus.ILLEGIBLE)


@dataclass(frozen=True)
class Shape:
    """What is compared of a nested value: single texts, lists of texts, lists of nested values."""

    texts: tuple[str, ...] = ()
    text_lists: tuple[str, ...] = ()
    lists: tuple[tuple[str, Shape], ...] = ()


NESTED: Mapping[str, Shape] = {
    "annexes": Shape(
        texts=("server_location", "access_provider"),
        lists=(("websites", Shape(texts=("name", "services"), text_lists=("domains",))),),
    ),
    "use_restrictions": Shape(texts=("purpose", "valid_until", "copy_rule")),
    "inspections": Shape(texts=("year", "result", "date")),
}


@dataclass(frozen=True)
class _Place:
    """Where a value stands: in the truth, in the reading (``None``: nowhere), and its family."""

    path: str
    read: str | None
    family: str

    def down(self, name: str) -> _Place:
        read = None if self.read is None else f"{self.read}.{name}"
        return _Place(f"{self.path}.{name}", read, f"{self.family}.{name}")

    def item(self, truth: int | None, read: int | None) -> _Place:
        own = f"{self.path}.{truth}" if truth is not None else f"{self.path}.extra{read}"
        found = None if self.read is None or read is None else f"{self.read}.{read}"
        return _Place(own, found, f"{self.family}.*")


@dataclass(frozen=True)
class _Pair:
    place: _Place
    truth: str | None
    value: str | None
    tracked: bool = True


def compare(case: TruthCase, certificate: Certificate | None) -> list[FieldResult]:
    """The results of all values that the truth tells; where both have no value there is none.

    ``certificate`` is ``None`` when none was read: then every value is missing.
    """
    record: Mapping[str, Any] = certificate.record() if certificate is not None else {}
    pairs: list[_Pair] = []
    for key, truth in case.certificate.items():
        place = _Place(key, key, key)
        if key == SEALS:
            pairs += _seals(truth, record.get(SEALS, ()))
        elif key == STAMP_TEXTS:
            fields = certificate.fields if certificate is not None else {}
            pairs += _stamp_texts(truth, record.get(SEALS, ()), fields)
        elif key == ITEMS:
            pairs += _items(truth, record.get(ITEMS, ()))
        elif key in NESTED:
            pairs += _nested_list(place, NESTED[key], truth, record.get(key, ()))
        elif key not in BESIDE and key != PROVISIONS:
            pairs.append(_Pair(place, truth, record.get(key)))
    told = [pair for pair in pairs if pair.truth is not None or pair.value is not None]
    return [_to_result(pair, case, certificate) for pair in told]


def compare_provisions(case: TruthCase, certificate: Certificate | None) -> ProvisionsResult | None:
    """How well the provisions were read; ``None`` where there are none and none were read."""
    if PROVISIONS not in case.certificate:
        return None
    record: Mapping[str, Any] = certificate.record() if certificate is not None else {}
    truth, read = case.certificate[PROVISIONS], record.get(PROVISIONS, ())
    if not truth and not read:
        return None
    true_text, read_text = _provision_text(truth), _provision_text(read)
    true_numbers, read_numbers = _numbers(truth), _numbers(read)
    found = true_numbers & read_numbers
    return ProvisionsResult(
        case_id=case.id,
        characters=len(true_text),
        distance=Levenshtein.distance(true_text, read_text),
        clauses=len(truth),
        clauses_found=sum(count for (_, item), count in found.items() if item is None),
        items=sum(count for (_, item), count in true_numbers.items() if item is not None),
        items_found=sum(count for (_, item), count in found.items() if item is not None),
        extra=(read_numbers - true_numbers).total(),
    )


def _seals(truth: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]) -> Iterator[_Pair]:
    """Rim and inner texts, each as a multiset on its page. What was not read is told of where a seal of its
    page is in the record without it."""
    for page_no in sorted({seal["page_no"] for seal in [*truth, *read]}):
        here = [(index, seal) for index, seal in enumerate(read) if seal["page_no"] == page_no]
        for name in ("text", "inner_text"):
            wanted = [("", seal[name]) for seal in truth if seal["page_no"] == page_no and seal[name]]
            found = [(f"{SEALS}.{index}.{name}", seal[name]) for index, seal in here if seal[name]]
            blank = iter([f"{SEALS}.{index}.{name}" for index, seal in here if not seal[name]])
            place = _Place(f"seals.page{page_no}.{name}", None, f"seals.{name}")
            for i, j in align(wanted, found, lambda one, other: _likeness(one[1], other[1])):
                key = found[j][0] if j is not None else next(blank, None)
                told = replace(place.item(i, j), read=key)
                value = None if j is None else found[j][1]
                yield _Pair(told, None if i is None else wanted[i][1], value, tracked=False)


def _likeness(one: str, other: str) -> float:
    return likeness(text_to_comparable(one), text_to_comparable(other))


def _stamp_texts(
    truth: Sequence[str], read: Sequence[Mapping[str, Any]], fields: Mapping[str, FieldValue]
) -> Iterator[_Pair]:
    """The texts of all seals. What was not read is told of where a text of a seal was not, or is in doubt."""
    texts = {
        f"{SEALS}.{index}.{name}": seal[name]
        for index, seal in enumerate(read)
        for name in ("text", "inner_text")
    }
    found = [(key, text) for key, text in texts.items() if text]
    doubted = iter([key for key in texts if key in fields and fields[key].status in DOUBTFUL])
    place = _Place("seals.any_text", None, "seals.any_text")
    for i, j in align([("", text) for text in truth], found, lambda one, other: _likeness(one[1], other[1])):
        key = found[j][0] if j is not None else next(doubted, None)
        told = replace(place.item(i, j), read=key)
        value = None if j is None else found[j][1]
        yield _Pair(told, None if i is None else truth[i], value, tracked=False)


def _items(truth: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]) -> Iterator[_Pair]:
    wanted, found = [_item_text(item) for item in truth], [_item_text(item) for item in read]
    for pair in _texts(_Place(ITEMS, ITEMS, ITEMS), wanted, found):
        place = pair.place
        entered = _Place(place.path, f"{place.read}.name" if place.read else None, ITEMS)
        yield _Pair(entered, pair.truth, pair.value)


def _item_text(item: Mapping[str, Any]) -> str:
    """One licensed service as one text; the order in which items of a part are named says nothing."""
    parts = [item["code"] or item["name"]]
    for key, word in (("only", "仅限"), ("excluded", "不含"), ("areas", "范围")):
        if item[key]:
            parts.append(f"{word}:{'、'.join(sorted(item[key]))}")
    return " ".join(parts)


def _nested(
    place: _Place, shape: Shape, truth: Mapping[str, Any] | None, read: Mapping[str, Any] | None
) -> Iterator[_Pair]:
    """All values of one nested value; what the truth does not tell is passed over."""

    def told(name: str) -> bool:
        return truth is None or name in truth

    for name in filter(told, shape.texts):
        yield _Pair(place.down(name), truth[name] if truth else None, read[name] if read else None)
    for name in filter(told, shape.text_lists):
        yield from _texts(place.down(name), truth[name] if truth else (), read[name] if read else ())
    for name, inner in shape.lists:
        if told(name):
            below = truth[name] if truth else (), read[name] if read else ()
            yield from _nested_list(place.down(name), inner, *below)


def _nested_list(
    place: _Place, shape: Shape, truth: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]
) -> Iterator[_Pair]:
    for i, j in align(truth, read, lambda one, other: _alike(shape, one, other)):
        wanted, found = (None if i is None else truth[i]), (None if j is None else read[j])
        yield from _nested(place.item(i, j), shape, wanted, found)


def _alike(shape: Shape, truth: Mapping[str, Any], read: Mapping[str, Any]) -> float:
    """Likeness of all their texts; of two equally like, the one on the same page is preferred."""
    score = likeness(_all_text(shape, truth), _all_text(shape, read))
    same_page = truth.get("page_no") in (None, read.get("page_no"))
    return score if same_page else 0.9 * score


def _all_text(shape: Shape, value: Mapping[str, Any]) -> str:
    parts = [value.get(name) or "" for name in shape.texts]
    parts += [text for name in shape.text_lists for text in value.get(name, ())]
    parts += [_all_text(inner, entry) for name, inner in shape.lists for entry in value.get(name, ())]
    return text_to_comparable("".join(parts))


def _texts(
    place: _Place, truth: Sequence[str], read: Sequence[str], *, tracked: bool = True
) -> Iterator[_Pair]:
    for i, j in align(truth, read, _likeness):
        yield _Pair(
            place.item(i, j), None if i is None else truth[i], None if j is None else read[j], tracked
        )


def _to_result(pair: _Pair, case: TruthCase, certificate: Certificate | None) -> FieldResult:
    truth, value = text_to_comparable(pair.truth or ""), text_to_comparable(pair.value or "")
    place = pair.place
    field = certificate.fields.get(place.read) if certificate and place.read and pair.tracked else None
    page = source = None
    if certificate is not None and field is not None and field.page_no is not None:
        page = next((page for page in certificate.pages if page.page_no == field.page_no), None)
        source = next((one.path for one in certificate.sources if page and one.sha256 == page.sha256), None)
    return FieldResult(
        case_id=case.id,
        path=place.path,
        family=place.family,
        truth=pair.truth,
        value=pair.value,
        raw=field.raw if field else None,
        status=field.status if field else None,
        tracked=pair.tracked,
        confidence=field.confidence if field else None,
        flagged=_is_flagged(place, certificate),
        correct=(pair.truth is None) == (pair.value is None) and truth == value,
        characters=len(truth),
        distance=Levenshtein.distance(truth, value),
        layout=case.layout,
        damage=case.damage,
        font=case.font,
        container=case.container,
        evidence=field.evidence if field else {},
        source=source,
        source_page_no=page.source_page_no if page else None,
        quad=field.quad if field else None,
    )


def _is_flagged(place: _Place, certificate: Certificate | None) -> bool:
    if certificate is None:
        return True
    field = certificate.fields.get(place.read) if place.read else None
    if field is not None and field.status in DOUBTFUL:
        return True
    return any(
        issue.field is not None and issue.field == place.read and issue.severity != Severity.INFO
        for issue in certificate.issues
    )


def _provision_text(provisions: Sequence[Mapping[str, Any]]) -> str:
    parts: list[str] = []
    for clause in provisions:
        parts += [clause["number"], clause["text"]]
        parts += [item["number"] + item["text"] for item in clause["items"]]
    return text_to_comparable("".join(parts))


def _numbers(provisions: Sequence[Mapping[str, Any]]) -> Counter[tuple[str, str | None]]:
    """Each clause as (number, None), each item as (number of its clause, its own)."""
    found: Counter[tuple[str, str | None]] = Counter()
    for clause in provisions:
        number = text_to_comparable(clause["number"])
        found[number, None] += 1
        found.update((number, text_to_comparable(item["number"])) for item in clause["items"])
    return found
