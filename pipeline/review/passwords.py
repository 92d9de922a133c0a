"""Passwords, hashed by argon2."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from schemas.errors import OptionError

SHORTEST, LONGEST = 10, 1000  # characters


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # the library's own parameters: RFC 9106, low memory


@cache
def _nobody() -> str:
    return _hasher().hash("no such user")


def hash_password(password: str) -> str:
    """What is stored.

    Raises:
        OptionError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise OptionError(
            f"密码须有 {SHORTEST} 至 {LONGEST} 个字符 / a password has {SHORTEST} to {LONGEST} characters."
        )
    return _hasher().hash(password)


def password_fits(password: str, stored: str | None) -> bool:
    """Whether it is the right one. Without ``stored`` (no such user) it takes as long, and is not."""
    if len(password) > LONGEST:
        return False
    try:
        return _hasher().verify(_nobody() if stored is None else stored, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
