"""What a kind of certificate looks like, as a declaration: the words that ``schemas/types/*.toml`` use."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile
from typing import Self

from pydantic import Field, field_validator, model_validator

from schemas.certificate import Certificate, PageKind
from schemas.geometry import Frozen
from schemas.pattern_errors import pattern_to_message


class FieldKind(StrEnum):
    """How a value is normalised and checked."""

    NUMBER = "number"
    NAME = "name"
    PERSON = "person"
    MONEY = "money"
    DATE = "date"
    PERIOD = "period"
    ADDRESS = "address"
    TEXT = "text"
    LIST = "list"
    DOMAIN = "domain"
    CODE = "code"
    SERVICES = "services"
    AUTHORITY = "authority"
    NONE = "none"


class Place(StrEnum):
    """Where a value stands."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    ANYWHERE = "anywhere"
    BY_SEAL = "by_seal"


class Grammar(StrEnum):
    """Forms of numbers that a regular expression does not put right."""

    TELECOM = "telecom"


class Peculiarity(StrEnum):
    """Code of ``extractors/certificates`` that a declaration may name."""

    TELECOM = "telecom"


class RuleName(StrEnum):
    """What holds between fields, or between pages."""

    DATES_IN_ORDER = "dates_in_order"
    USUAL_PERIOD = "usual_period"
    ONE_OF = "one_of"
    SAME_ON_PAGES = "same_on_pages"
    AGREES_WITH_SEAL = "agrees_with_seal"
    YEAR_NOT_AFTER = "year_not_after"


COUNTS = {
    RuleName.DATES_IN_ORDER: (2, 9),
    RuleName.USUAL_PERIOD: (2, 2),
    RuleName.ONE_OF: (2, 9),
    RuleName.SAME_ON_PAGES: (1, 9),
    RuleName.AGREES_WITH_SEAL: (1, 1),
    RuleName.YEAR_NOT_AFTER: (2, 2),
}
"""Least and most fields that a rule is about."""

_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_BARE = 2  # characters of a label that may stand before anybody's value
_PERIOD_ENDS = ("valid_from", "valid_until")
_RESERVED = frozenset(Certificate.model_fields) - {
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital",
    "address", "issuer", "issue_date", *_PERIOD_ENDS,
}  # fmt: skip


class FieldSpec(Frozen):
    """One field: the labels that stand before it, and what its value must be.

    ``name`` is the export key. ``labels`` are written without spaces; ``|`` parts the lines of a
    label that is set over several, and may be misread by a character; the further ``wordings`` that some
    forms have are known to the letter alone. Values that ``wraps`` may hold several lines. ``required``
    fields are flagged when absent. ``page`` is the kind of page that carries it. A number has a
    ``pattern`` (a regular expression over the text without spaces, brackets half width) or a ``grammar``, a
    text a ``pattern`` that all of it fits; an authority the ``words`` that its name ends in; of those that
    grant it ``together`` each group has a word for each.
    """

    name: str
    labels: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    kind: FieldKind = FieldKind.TEXT
    place: Place = Place.RIGHT
    wraps: bool = False
    required: bool = False
    page: PageKind = PageKind.MAIN
    pattern: str | None = None
    grammar: Grammar | None = None
    words: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def all_labels(self) -> tuple[str, ...]:
        """Its labels and their further wordings, the surest first: of labels in order of sureness the last
        ones, if they are as short as 地址, may be anybody's, which a wording is not."""
        tail = len(tuple(takewhile(lambda label: len(label) <= _BARE, reversed(self.labels))))
        surest = len(self.labels) - tail
        return (*self.labels[:surest], *self.wordings, *self.labels[surest:])

    @property
    def annex(self) -> bool:
        """Whether it stands on annex pages."""
        return self.page == PageKind.ANNEX

    @field_validator("name")
    @classmethod
    def _is_key(cls, name: str) -> str:
        if not _KEY.fullmatch(name):
            raise ValueError(
                "只用小写字母、数字和单个 _ / an export key is written in small letters, digits and single _"
            )
        if name in _RESERVED:
            raise ValueError(
                f"与记录自有的键重名 / {name} is a key of every record; name the field otherwise"
            )
        return name

    @field_validator("labels", "wordings", "words")
    @classmethod
    def _are_written(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            if not all(part and part == "".join(part.split()) for part in text.split("|")):
                raise ValueError(
                    f"不能为空，不能含空格 / {text!r} is empty in part or holds spaces: write it without"
                )
        return texts

    @field_validator("pattern")
    @classmethod
    def _is_pattern(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(pattern_to_message(error)) from error
        return pattern

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        free = self.place in (Place.ANYWHERE, Place.BY_SEAL)
        if not self.labels and not free and self.kind != FieldKind.AUTHORITY:
            raise ValueError(
                "字段须有 labels，或 place / a field needs labels, or place = 'anywhere' or 'by_seal'"
            )
        is_number = self.kind == FieldKind.NUMBER
        told = self.kind == FieldKind.CODE or (is_number and (self.pattern or self.grammar) is not None)
        if self.place == Place.ANYWHERE and not told:
            raise ValueError(
                "anywhere 须有 pattern / place = 'anywhere' needs a pattern, a grammar or kind = 'code'"
            )
        if self.place == Place.BY_SEAL and self.kind != FieldKind.DATE:
            raise ValueError("by_seal 只用于日期 / place = 'by_seal' is for dates")
        if (self.pattern and self.kind not in (FieldKind.NUMBER, FieldKind.TEXT)) or (
            self.grammar and not is_number
        ):
            raise ValueError(
                "pattern 只用于编号和文字 / pattern is for kind = 'number' or 'text', grammar for 'number'"
            )
        if self.wordings and not self.labels:
            raise ValueError("有 wordings 须有 labels / wordings are further ones: give labels first")
        if self.words and self.kind != FieldKind.AUTHORITY:
            raise ValueError("words 只用于发证机关 / words are for kind = 'authority'")
        if self.together and not (self.words and self.wraps):
            raise ValueError("together 须有 words 和 wraps / together needs words and wraps = true")
        return self


class PageSpec(Frozen):
    """A further kind of page beside the main one, and the headings that tell it."""

    kind: PageKind
    titles: tuple[str, ...]


class RuleSpec(Frozen):
    """A rule of ``RuleName`` and what it is about; ``years`` are the usual lengths of a period."""

    rule: RuleName
    fields: tuple[str, ...]
    years: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        least, most = COUNTS[self.rule]
        if not least <= len(self.fields) <= most:
            raise ValueError(f"规则的字段数不对 / {self.rule.value} is about {least} to {most} fields")
        if bool(self.years) != (self.rule == RuleName.USUAL_PERIOD):
            raise ValueError(
                "仅 usual_period 有 years / usual_period needs years = [...], and no other rule has them"
            )
        return self


class SampleSpec(Frozen):
    """The type's sample: ``file`` as seen from the declaration's folder (of our own types, from the
    source tree's), and the ``values`` that reading it gives, by export key; without any, those of
    ``expected.json`` beside the file."""

    file: str
    values: dict[str, str | None] = Field(default_factory=dict)


class DocumentType(Frozen):
    """A type of certificate. ``titles`` are what it calls itself, longest and surest first;
    ``identity`` names the field that it is known by; ``words`` tell its trade where no title stands;
    ``peculiar`` names the code of ``extractors/certificates`` for what these words cannot say."""

    name: str
    titles: tuple[str, ...] = Field(min_length=1)
    fields: tuple[FieldSpec, ...] = Field(min_length=1)
    identity: str = "license_number"
    words: tuple[str, ...] = ()
    pages: tuple[PageSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    peculiar: Peculiarity | None = None
    sample: SampleSpec | None = None

    def __hash__(self) -> int:
        return hash(
            self.name
        )  # of types that live together each has its own; all their words would take long

    @field_validator("name")
    @classmethod
    def _is_word(cls, name: str) -> str:
        if not _KEY.fullmatch(name) or name == "unknown":
            raise ValueError(
                "只用小写字母、数字和单个 _，不能是 unknown / "
                "a type's name is written in small letters, digits and single _, and not unknown"
            )
        return name

    @model_validator(mode="after")
    def _names_its_fields(self) -> Self:
        names = [spec.name for spec in self.fields]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"两个字段同名 / two fields are called {name}")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The export keys of its main page, in order: those of its fields and the ends of its period."""
        plain = [
            spec.name
            for spec in self.fields
            if not spec.annex and spec.kind not in (FieldKind.NONE, FieldKind.PERIOD)
        ]
        periods = any(spec.kind == FieldKind.PERIOD for spec in self.fields)
        return tuple(dict.fromkeys([*plain, *(_PERIOD_ENDS if periods else ())]))

    @property
    def printed_labels(self) -> dict[str, str]:
        """The surest label of each field that has any, by the field's name."""
        return {spec.name: spec.labels[0].replace("|", "") for spec in self.fields if spec.labels}

    def field(self, name: str) -> FieldSpec:
        """The declaration of field ``name``.

        Raises:
            KeyError: the type has no such field.
        """
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)
