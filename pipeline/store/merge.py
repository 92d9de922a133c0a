"""Several readings of one version to one certificate. Pure.

The first reading is the base. Another reading gives what the base lacks and what the base has
only in doubt; where both have a value and differ, the kept certificate gets an issue. Use restrictions are
of the copy that was scanned: those of every copy are kept. So is what is set upon one copy of the certificate
itself (作废, 有效期延长至…): that it is not on another says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

from extractors.doubtful import needs_review
from pipeline.comparable import text_to_comparable
from pipeline.store.accepted import LICENSE_LISTS
from pipeline.store.renumber import NESTED, RecordJson, renumber
from schemas.certificate import Certificate
from schemas.field import FieldStatus, Issue, Severity

SCALARS = (
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital",
    "address", "issuer", "issue_date", "valid_from", "valid_until",
)  # fmt: skip
NUMBERED = (*LICENSE_LISTS, "inspections")  # whose entries are the same by what they say, not by their place
RESTRICTIONS, CLAUSES = "use_restrictions", "provisions"
LISTS = (*NUMBERED, RESTRICTIONS, "seals", CLAUSES, "pairs")
DIFFERS = "differs_from_other_source"
# What one copy tells of the certificate, however clear another is.
OF_THE_LICENSE = frozenset({"void_mark", "void_paper", "longer_mark", "specimen_mark", "changes_unread"})
# What holds of a reading by itself: its main page is another's.
OF_A_READING = frozenset({"no_main_page", "type_unclear", "untitled"})
ALIKE = 70.0  # similarity (0-100) from which a doubtful restriction is another reading of one that is there


def merge(readings: Sequence[Certificate]) -> Certificate:
    """One certificate from one or more readings that contradict each other nowhere for sure.

    The first is the base; a single reading comes back as it is.
    """
    merged = readings[0]
    for other in readings[1:]:
        merged = _Enrichment(merged, other).result()
    if len(readings) == 1:
        return merged
    return merged.model_copy(update={"needs_review": needs_review(merged.fields, merged.issues)})


class _Enrichment:
    """What ``other`` adds to ``base``; lives for one merge."""

    def __init__(self, base: Certificate, other: Certificate) -> None:
        self._base: RecordJson = base.model_dump(mode="json")
        renumbered = renumber(other.model_dump(mode="json"), self._base, NUMBERED)
        self._other = renumbered.record
        self._taken: set[str] = set()
        self._differences: list[RecordJson] = []
        for text in renumbered.doubtful:
            self._tell(None, f"另一来源另有一项，未读准 / another source has one more, in doubt: “{text}”")

    def result(self) -> Certificate:
        self._merge_sources()
        for key in (*SCALARS, *self._other["further"]):
            self._merge_value(key)
        for name in LISTS:
            if not self._base[name] or (name == CLAUSES and self._has_more_clauses()):
                self._take_list(name)
            elif name in NUMBERED:
                self._add_entries(self._base[name], self._other[name], name)
            elif name == RESTRICTIONS:
                self._add_restrictions()
        for key in self._other["fields"]:
            if key.startswith(LICENSE_LISTS):
                self._merge_value(key)
        if not self._base["qr_payloads"]:
            self._base["qr_payloads"] = self._other["qr_payloads"]
        self._merge_issues()
        return Certificate.model_validate(self._base)

    def _merge_sources(self) -> None:
        sources = self._base["sources"]
        sources.extend(source for source in self._other["sources"] if source not in sources)

    def _merge_value(self, key: str) -> None:
        place, theirs = find_place(self._base, key), _find_value(self._other, key)
        if theirs is None or place is None:
            return
        mine = _find_value(self._base, key)
        better = _certainty(self._other, key) > _certainty(self._base, key)
        if better:
            holder, name = place
            holder[name] = theirs
            if key not in self._other["fields"]:
                self._base["fields"].pop(key, None)
            self._take_fields([key])
        if mine is not None and text_to_comparable(mine) != text_to_comparable(theirs):
            kept, dropped = (theirs, mine) if better else (mine, theirs)
            self._add_difference(key, kept, dropped)

    def _take_list(self, name: str) -> None:
        if not self._other[name]:
            return
        self._base[name] = [self._on_own_page(entry) for entry in self._other[name]]
        self._take_fields([key for key in self._other["fields"] if key.startswith(f"{name}.")])
        self._taken.add(name)

    def _has_more_clauses(self) -> bool:
        """Whether the other has every clause that the base has, and further ones: of a page that it lacks."""
        own, theirs = ({entry["number"] for entry in record[CLAUSES]} for record in (self._base, self._other))
        return own < theirs

    def _add_entries(self, own: list[Any], theirs: list[Any], path: str) -> None:
        """What the other's list at ``path`` has more than the base's, behind it."""
        for at, (mine, other) in enumerate(zip(own, theirs, strict=False)):
            for name in NESTED if isinstance(other, dict) else ():
                if name in other:
                    self._add_entries(mine[name], other[name], f"{path}.{at}.{name}")
        for at in range(len(own), len(theirs)):
            own.append(self._on_own_page(theirs[at]))
            inside = (f"{path}.{at}", f"{path}.{at}.")
            keys = self._other["fields"]
            self._take_fields([key for key in keys if key == inside[0] or key.startswith(inside[1])])

    def _on_own_page(self, entry: Any) -> Any:
        """The other's entry with its page as the base counts it."""
        if not isinstance(entry, dict) or "page_no" not in entry:
            return entry
        return {**entry, "page_no": self._page_numbers().get(entry["page_no"], entry["page_no"])}

    def _add_restrictions(self) -> None:
        """Those of the other copy that this one does not bear, behind its own, and those that it bears in
        doubt as the other has them for sure."""
        for index in range(len(self._other[RESTRICTIONS])):
            own = self._base[RESTRICTIONS]
            place = next((at for at in range(len(own)) if self._is_same_restriction(index, at)), len(own))
            if place == len(own) or (
                _is_sure_restriction(self._other, index) and not _is_sure_restriction(self._base, place)
            ):
                self._put_restriction(index, place)

    def _put_restriction(self, index: int, place: int) -> None:
        """The other's restriction at ``place`` of the base's, and all that is said of it."""
        theirs, mine = f"{RESTRICTIONS}.{index}.", f"{RESTRICTIONS}.{place}."
        entry = self._on_own_page(self._other[RESTRICTIONS][index])
        self._base[RESTRICTIONS][place : place + 1] = [entry]
        fields, issues = self._base["fields"], self._base["issues"]
        kept = {key: field for key, field in fields.items() if not key.startswith(mine)}
        moved = {
            mine + key.removeprefix(theirs): self._on_own_page(field)
            for key, field in self._other["fields"].items()
            if key.startswith(theirs)
        }
        self._base["fields"] = {**kept, **moved}
        self._base["issues"] = [issue for issue in issues if not (issue["field"] or "").startswith(mine)] + [
            {**issue, "field": mine + issue["field"].removeprefix(theirs)}
            for issue in self._other["issues"]
            if (issue["field"] or "").startswith(theirs)
        ]

    def _is_same_restriction(self, index: int, place: int) -> bool:
        """Whether the other's restriction says what the base's does, or one is a doubtful reading of the
        other."""
        entries = (self._other[RESTRICTIONS][index], self._base[RESTRICTIONS][place])
        texts = [text_to_comparable(entry["text"]) for entry in entries]
        both_sure = _is_sure_restriction(self._other, index) and _is_sure_restriction(self._base, place)
        return texts[0] == texts[1] or (not both_sure and fuzz.ratio(*texts) >= ALIKE)

    def _take_fields(self, keys: Sequence[str]) -> None:
        page_numbers = self._page_numbers()
        for key in keys:
            self._taken.add(key)
            field = self._other["fields"].get(key)
            if field is not None:
                page_no = page_numbers.get(field["page_no"], field["page_no"])
                self._base["fields"][key] = {**field, "page_no": page_no}

    def _page_numbers(self) -> dict[int, int]:
        """Pages of ``other`` as numbered in the merged certificate; those that it lacks are added."""
        numbers: dict[int, int] = {}
        for page in self._other["pages"]:
            own = next((own for own in self._base["pages"] if _page_key(own) == _page_key(page)), None)
            if own is None:
                last = max((own["page_no"] for own in self._base["pages"]), default=0)
                own = {**page, "page_no": last + 1}
                self._base["pages"].append(own)
            numbers[page["page_no"]] = own["page_no"]
        return numbers

    def _add_difference(self, key: str, kept: str, dropped: str) -> None:
        said = "另一来源读法不同，请对照 / another source reads otherwise, compare the two:"
        self._tell(key, f"{said} “{dropped}”, here “{kept}”")

    def _tell(self, key: str | None, message: str) -> None:
        """A remark: a value that is kept in doubt says so itself, and beside a sure one nothing is open."""
        issue = Issue(code=DIFFERS, severity=Severity.INFO, field=key, message=message)
        self._differences.append(issue.model_dump(mode="json"))

    def _merge_issues(self) -> None:
        issues = [issue for issue in self._base["issues"] if not self._is_taken(issue)]
        issues += [issue for issue in self._other["issues"] if self._is_taken(issue)]
        issues += self._issues_of_pages()
        issues += self._issues_of_license()
        # What an earlier source differed in stays said, whichever value is held now.
        issues += [
            issue for issue in self._base["issues"] if self._is_taken(issue) and issue["code"] == DIFFERS
        ]
        issues += self._differences
        self._base["issues"] = [issue for at, issue in enumerate(issues) if issue not in issues[:at]]

    def _issues_of_pages(self) -> list[RecordJson]:
        """What is told of the other's pages as a whole, where values were taken from them: an annex of which
        a part was not read."""
        told = [issue for issue in self._other["issues"] if issue["field"] is None]
        return [issue for issue in told if issue["code"] not in OF_A_READING] if self._taken else []

    def _issues_of_license(self) -> list[RecordJson]:
        """What the other copy tells of the certificate; the values that it doubts are in doubt."""
        told = [issue for issue in self._other["issues"] if issue["code"] in OF_THE_LICENSE]
        for field in (self._base["fields"].get(issue["field"]) for issue in told):
            if field is not None and field["status"] == FieldStatus.ACCEPTED:
                field["status"] = FieldStatus.REVIEW.value
        return told

    def _is_taken(self, issue: RecordJson) -> bool:
        field = issue["field"]
        return field is not None and (field in self._taken or field.partition(".")[0] in self._taken)


def _is_sure_restriction(record: RecordJson, index: int) -> bool:
    inside = f"{RESTRICTIONS}.{index}."
    fields = (field for key, field in record["fields"].items() if key.startswith(inside))
    return all(field["status"] == FieldStatus.ACCEPTED for field in fields)


def _page_key(page: RecordJson) -> tuple[str, int]:
    return (page["sha256"], page["source_page_no"])


def _certainty(record: RecordJson, key: str) -> int:
    """2 an accepted value, 1 a value, 0 none."""
    if _find_value(record, key) is None:
        return 0
    field = record["fields"].get(key)
    return 2 if field is not None and field["status"] == FieldStatus.ACCEPTED else 1


def _find_value(record: RecordJson, key: str) -> str | None:
    place = find_place(record, key)
    if place is None:
        return None
    holder, name = place
    value = holder.get(name) if isinstance(holder, dict) else holder[name]
    return value if isinstance(value, str) else None


def find_place(record: RecordJson, key: str) -> tuple[Any, Any] | None:
    """The dict or list of a certificate's JSON that a dotted path ends in, and the last step; ``None``
    where it leads nowhere."""
    *steps, last = [int(step) if step.isdecimal() else step for step in key.split(".")]
    holder: Any = record if (steps or [last])[0] in record else record["further"]
    for step in steps:
        if not _has(holder, step):
            return None
        holder = holder[step]
    # A key of its own type that the record lacks so far may be added; a place in a list may not.
    return (holder, last) if holder is record["further"] or _has(holder, last) else None


def _has(holder: Any, step: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(step, int) and step < len(holder)
    return isinstance(holder, dict) and step in holder
