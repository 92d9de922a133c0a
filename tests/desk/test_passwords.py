"""What passwords are stored as. Other tests log in by the hundred, to accounts with cheaper hashes."""

from __future__ import annotations

from argon2 import Type, extract_parameters

from pipeline.review.passwords import hash_password, password_fits
from tests.desk.people import PASSWORD


def test_passwords_are_stored_at_full_cost() -> None:
    stored = hash_password(PASSWORD)
    told = extract_parameters(stored)
    assert told.type is Type.ID  # and as RFC 9106 wants it where memory is low
    assert told.time_cost >= 3 and told.memory_cost >= 65_536 and told.parallelism >= 4
    assert password_fits(PASSWORD, stored) and stored != hash_password(PASSWORD)
    assert not password_fits(PASSWORD + "x", stored) and not password_fits(PASSWORD, None)
