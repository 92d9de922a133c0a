"""Which certificates a person asked for: the queue's filters as they stand in an address or a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from pipeline.review.ids import Id, Words
from pipeline.store.apply import ReviewState
from pipeline.store.filters import Filter

_NOBODY = 0


class Asked(BaseModel):
    """Filters of the queue; empty asks for nothing. ``older_than`` is in days, ``assignee`` is me, nobody
    or the id of an account."""

    show: Literal["open", "read", "in_review", "verified", "rejected", "all"] = "open"
    document_type: Words = ""
    issuer: Words = ""
    province: Words = ""
    issue_code: Words = ""
    folder: Words = ""
    issue_year: Annotated[str, Field(pattern=r"^(?:[0-9]{4})?$")] = ""
    older_than: Annotated[str, Field(pattern=r"^[0-9]{0,5}$")] = ""
    assignee: Annotated[str, Field(pattern=r"^(?:me|nobody|[0-9]{1,9})?$")] = ""

    @property
    def given(self) -> dict[str, str]:
        """What differs from an open queue without filters, by name."""
        return {name: value for name, value in self.filters.items() if value not in ("", "open")}

    @property
    def filters(self) -> dict[str, str]:
        """All filters by name."""
        return {name: getattr(self, name) for name in Asked.model_fields}

    @property
    def query(self) -> str:
        """As it stands in an address of the queue."""
        return urlencode(self.given)

    @property
    def export_query(self) -> str:
        """As it stands in an address of an export, which without filters is of all."""
        return urlencode({name: value for name, value in self.filters.items() if value not in ("", "all")})

    def to_filter(self, account_id: int) -> Filter:
        """As the store asks it, for this person."""
        wanted = Filter(
            document_type=self.document_type or None, issuer=self.issuer or None,
            province=self.province or None, issue_code=self.issue_code or None, folder=self.folder or None,
            issue_year=self.issue_year or None, older_than=int(self.older_than) if self.older_than else None,
        )  # fmt: skip
        if self.assignee:
            known = {"me": account_id, "nobody": _NOBODY}
            at = known[self.assignee] if self.assignee in known else int(self.assignee)
            wanted = replace(wanted, assignee_id=at)
        if self.show == "open":
            return replace(wanted, open=True)
        return wanted if self.show == "all" else replace(wanted, state=ReviewState(self.show))


class AskedExport(Asked):
    """Filters of an export, or the figure that it is behind. What is no filter is refused: left out, the
    file would hold more than was asked for."""

    model_config = ConfigDict(extra="forbid")

    show: Literal["open", "read", "in_review", "verified", "rejected", "all"] = "all"
    figure: Words = ""


class AskedNext(Asked):
    """The same, and the certificate that the next one comes after."""

    after: Id | None = None
