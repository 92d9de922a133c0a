"""Ids and words as they stand in addresses and forms: what the database can hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
PathId = Annotated[int, Path(ge=1, le=2**31 - 1)]
MOST_WORDS = 500  # characters
Words = Annotated[str, Field(max_length=MOST_WORDS, pattern=r"^[^\x00]*$")]
"""Text to compare with the database's: PostgreSQL takes no NUL."""
