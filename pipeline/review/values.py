"""Is what a person types a value of its field? The same rules that the reader is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.issue_messages.messages import issue
from extractors.normal_forms import normalize_as
from extractors.normalize.domains import normalize_domain
from extractors.normalize.text import fold
from schemas.document_type import FieldKind, FieldSpec
from schemas.errors import LicetError
from schemas.field import FieldValue, Severity
from schemas.two_languages import both, parts

# The normal form of these is the one way to write the value; of the others a person's own words stand.
_NORMAL = frozenset({FieldKind.DATE, FieldKind.NUMBER, FieldKind.CODE})
_CHECKED = frozenset({FieldKind.NAME, FieldKind.PERSON, FieldKind.ADDRESS, FieldKind.MONEY, FieldKind.DOMAIN})
_MUST_FIT = frozenset({FieldKind.DATE})  # dates are ISO 8601 in every record
# A person who looks at the page has told them apart.
_NOT_FOR_PEOPLE = frozenset({"confusable_domain", "place", "character_lost", "under_seal"})
LONGEST = 20_000  # characters


class ValueFormError(LicetError):
    """The text cannot be the value of its field."""

    code = "value_form"


class DoubtfulValueError(LicetError):
    """Checks speak against the value; a person may hold to it."""

    code = "doubtful_value"


@dataclass(frozen=True)
class Checked:
    """``value`` as it would be stored, ``None`` where it cannot be; ``doubts`` are what fails, as
    “中文 / English”."""

    value: str | None
    doubts: tuple[str, ...]


def joined(doubts: Sequence[str]) -> str:
    """Several messages as one, each “中文 / English”."""
    pairs = [parts(doubt) for doubt in doubts]
    return both("；".join(chinese for chinese, _ in pairs), "; ".join(english for _, english in pairs))


def check_value(spec: FieldSpec, text: str) -> Checked:
    """What the text would be stored as, and what speaks against it.

    Raises:
        ValueFormError: it is empty or of no sensible length.
    """
    typed = text.strip()
    if not typed or len(typed) > LONGEST:
        raise ValueFormError(f"须有 1 至 {LONGEST} 个字符 / it must have 1 to {LONGEST} characters")
    if spec.kind not in _NORMAL | _CHECKED:
        return Checked(typed, ())
    is_domain = spec.kind is FieldKind.DOMAIN
    normal = normalize_domain(typed) if is_domain else normalize_as(spec, typed)
    value: str | None = typed.lower() if is_domain else typed
    if spec.kind in _NORMAL:
        value = normal.value
        if value is None and spec.kind not in _MUST_FIT:
            value = fold(typed)
    told = [issue(check.value) for check in normal.failed if check.value not in _NOT_FOR_PEOPLE]
    return Checked(value, tuple(entry.message for entry in told if entry.severity is not Severity.INFO))


def to_stored(spec: FieldSpec, read: FieldValue | None, typed: str, *, anyway: bool) -> str:
    """What is stored where a person or a program says that a value is ``typed``. What was ``read`` is
    confirmed as it is, whatever the checks say of it.

    Raises:
        ValueFormError: it cannot be the value of the field.
        DoubtfulValueError: checks speak against it, and it is not to be stored ``anyway``.
    """
    if read is not None and read.value == typed:
        return typed
    checked = check_value(spec, typed)
    if checked.value is None:
        raise ValueFormError(joined(checked.doubts or ["不是此项的值 / not a value of this field"]))
    if checked.doubts and not anyway:
        raise DoubtfulValueError(joined(checked.doubts))
    return checked.value
