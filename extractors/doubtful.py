"""What a person must look at: one rule for what was read, for merged readings, and after corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.field import FieldStatus, FieldValue, Issue, Severity

_OPEN = (FieldStatus.REVIEW, FieldStatus.ILLEGIBLE)


def is_doubtful(key: str, value: FieldValue) -> bool:
    """Whether a person should look at the value. Seals are evidence of the issuer and ask for no one."""
    return value.status in _OPEN and not key.startswith("seals.")


def needs_review(fields: Mapping[str, FieldValue], issues: Iterable[Issue]) -> bool:
    """Whether a person must look: at a value in doubt, or for an issue that is more than a remark."""
    doubtful = any(is_doubtful(key, value) for key, value in fields.items())
    return doubtful or any(known.severity != Severity.INFO for known in issues)
