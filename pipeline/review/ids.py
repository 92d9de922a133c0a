"""Ids as they stand in addresses: numbers that the database can hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
PathId = Annotated[int, Path(ge=1, le=2**31 - 1)]
