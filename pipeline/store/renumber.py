"""Entries of another reading's lists under the numbers that the same entries have in the base. Pure.

One scan may show an annex, a site or a service that another does not: the third site of the one is then the
second of the other, and nothing may be compared or taken by its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pipeline.align import align, likeness
from pipeline.comparable import text_to_comparable
from schemas.field import FieldStatus

RecordJson: TypeAlias = dict[str, Any]
"""A certificate as JSON."""

SAME = 0.5  # likeness (0-1) from which two entries may be one, read twice
NESTED = ("websites", "domains")
_BESIDE = ("page_no", "services")  # the same on many entries, or another on each scan


@dataclass(frozen=True)
class Renumbered:
    """``record`` is the other reading: where the base has an entry that it lacks stands an empty one, and
    what it has more stands behind. ``more`` are the paths of lists (``annexes.0.websites``) that it has more
    in, ``fewer`` of those that lack an entry with an accepted value of the base; ``doubtful`` are the texts
    of entries that the base lacks and in which nothing is accepted: they are left out."""

    record: RecordJson
    more: frozenset[str]
    fewer: frozenset[str]
    doubtful: Sequence[str]


def renumber(other: RecordJson, base: RecordJson, names: Sequence[str]) -> Renumbered:
    """``other`` (not changed), its lists ``names`` numbered as those of ``base``. A list that the base lacks
    stays as it is."""
    work = _Renumbering(other, base)
    lists = {name: work.to_list(other[name], base[name], name, name) for name in names if base[name]}
    record = {**other, **lists}
    record["fields"] = {
        moved: field for key, field in other["fields"].items() if (moved := work.to_key(key)) is not None
    }
    issues = ((issue, issue["field"] and work.to_key(issue["field"])) for issue in other["issues"])
    record["issues"] = [
        {**issue, "field": key} for issue, key in issues if key is not None or issue["field"] is None
    ]
    return Renumbered(record, frozenset(work.more), frozenset(work.fewer), work.doubtful)


class _Renumbering:
    """Lives for one call."""

    def __init__(self, other: RecordJson, base: RecordJson) -> None:
        self._other, self._base = other, base
        self._moves: dict[str, str | None] = {}
        self.more: set[str] = set()
        self.fewer: set[str] = set()
        self.doubtful: list[str] = []

    def to_key(self, key: str) -> str | None:
        """Where the value of ``key`` stands now; ``None`` where its entry was left out."""
        head, tail = key, ""
        while head:
            if head in self._moves:
                moved = self._moves[head]
                return None if moved is None else moved + tail
            head, dot, last = head.rpartition(".")
            tail = f"{dot}{last}{tail}"
        return key

    def to_list(self, theirs: Sequence[Any], own: Sequence[Any], path: str, into: str) -> list[Any]:
        """The entries at ``path`` as the base numbers them, at its ``into``."""
        if not own:
            return list(theirs)
        pairs = align([_text(entry) for entry in own], [_text(entry) for entry in theirs], likeness, SAME)
        listed: list[Any] = [{} if isinstance(entry, dict) else None for entry in own]
        for place, at in pairs:
            if at is None:
                if _has_accepted(self._base, f"{into}.{place}"):
                    self.fewer.add(into)
                continue
            entry, before = theirs[at], f"{path}.{at}"
            if place is None and _is_doubtful(self._other, before):
                self._moves[before] = None
                self.doubtful.append(" ".join(_words(entry)))
                continue
            if place is None:
                self.more.add(into)
                self._moves[before] = f"{into}.{len(listed)}"
                listed.append(entry)
            else:
                self._moves[before] = f"{into}.{place}"
                listed[place] = self._to_entry(entry, own[place], before, f"{into}.{place}")
        return listed

    def _to_entry(self, entry: Any, own: Any, path: str, into: str) -> Any:
        if not isinstance(entry, dict):
            return entry
        nested = {
            name: self.to_list(entry[name], own[name], f"{path}.{name}", f"{into}.{name}")
            for name in NESTED
            if name in entry
        }
        return {**entry, **nested}


def _text(entry: Any) -> str:
    return " ".join(sorted(map(text_to_comparable, _words(entry))))


def _words(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for name, value in entry.items():
            if name not in _BESIDE:
                yield from _words(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _words(value)


def _statuses(record: RecordJson, path: str) -> list[str]:
    fields = record["fields"].items()
    return [field["status"] for key, field in fields if key == path or key.startswith(f"{path}.")]


def _has_accepted(record: RecordJson, path: str) -> bool:
    return FieldStatus.ACCEPTED in _statuses(record, path)


def _is_doubtful(record: RecordJson, path: str) -> bool:
    """Whether values of an entry have a status, and none is accepted: clauses have none."""
    statuses = _statuses(record, path)
    return bool(statuses) and FieldStatus.ACCEPTED not in statuses
