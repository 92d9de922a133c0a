"""The form of a truth: which of its keys hold texts, and which lists of what.

What has another one would be measured wrongly, or end the measurement after everything was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, StrictInt, ValidationError

from schemas.two_languages import both

Text = str | None

BESIDE: Final = frozenset(
    {
        "document_type",
        "pages",
        "qr_payloads",
        "pairs",
        "classification",
        "fields",
        "issues",
        "needs_review",
        "sources",
    }
)
"""Keys of a record that are not compared."""
_KINDS: Final = {
    "string_type": ("须为文字", "must be a text"),
    "list_type": ("须为列表", "must be a list"),
    "dict_type": ("须为对象", "must be an object"),
    "model_type": ("须为对象", "must be an object"),
    "int_type": ("须为整数", "must be a whole number"),
    "int_from_float": ("须为整数", "must be a whole number"),
    "int_parsing": ("须为整数", "must be a whole number"),
}


class _Website(BaseModel):
    name: Text = None
    services: Text = None
    domains: list[str] = []


class _Annex(BaseModel):
    page_no: StrictInt | None = None
    server_location: Text = None
    access_provider: Text = None
    websites: list[_Website] = []


class _Restriction(BaseModel):
    page_no: StrictInt | None = None
    purpose: Text = None
    valid_until: Text = None
    copy_rule: Text = None


class _Inspection(BaseModel):
    page_no: StrictInt | None = None
    year: Text = None
    result: Text = None
    date: Text = None


class _Seal(BaseModel):
    page_no: StrictInt
    kind: str
    text: Text
    inner_text: Text


class _Item(BaseModel):
    code: Text
    name: Text
    only: list[str] | None
    excluded: list[str] | None
    areas: list[str] | None


class _ProvisionItem(BaseModel):
    number: str
    text: str


class _Provision(_ProvisionItem):
    items: list[_ProvisionItem]


class _Page(BaseModel):
    kind: Text = None
    rotation: int | None = None


class _Record(BaseModel):
    """Whatever is not named is a value of its own: a text, or none."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    document_type: Text = None
    pages: list[_Page] = []
    annexes: list[_Annex] = []
    use_restrictions: list[_Restriction] = []
    inspections: list[_Inspection] = []
    seals: list[_Seal] = []
    stamp_texts: list[str] = []
    business_items: list[_Item] = []
    provisions: list[_Provision] = []


class _Entry(BaseModel):
    """A line of ``truth.jsonl``, but for its certificate."""

    id: str
    files: list[str]
    layout: str
    damage: list[str]
    font: str
    container: str
    certificate: dict[str, Any]


class _Fields(BaseModel):
    stamp_texts: list[str] | None = None
    watermark_texts: list[str] | None = None
    website_name: Text = None
    domain: Text = None


class _Row(BaseModel):
    website_name: Text
    domain: Text
    coverage: Text = None


class _Label(BaseModel):
    """A line of ``labels.jsonl``; one of a paper that is none of the declared types tells less."""

    file: str
    kind: str
    quality: str
    fields: _Fields = _Fields()
    dates_iso: dict[str, Text] = {}
    unreadable: list[str] = []
    uncertain: list[str] = []
    rotation_needed_cw: int = 0
    annex_rows: list[_Row] | None = None
    inspection_records: list[dict[str, Any]] = []


def check_record(record: Mapping[str, Any]) -> None:
    """Raises:
    ValidationError: a value is of another kind than it is compared as, or a nested one lacks a key.
    """
    compared = {
        key: value for key, value in record.items() if key in _Record.model_fields or key not in BESIDE
    }
    _Record.model_validate(compared)


def check_entry(entry: Mapping[str, Any]) -> None:
    """Raises:
    ValidationError: an entry of ``truth.jsonl`` lacks a key, or one is of another kind.
    """
    _Entry.model_validate(entry)


def check_label(entry: Mapping[str, Any]) -> None:
    """Raises:
    ValidationError: an entry of ``labels.jsonl`` lacks a key, or one is of another kind.
    """
    _Label.model_validate(entry)


def to_words(error: ValidationError) -> str:
    """What is wrong first, in Chinese and English."""
    first = error.errors()[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "missing":
        return both(f"缺少键 {key!r}", f"the key {key!r} is missing")
    chinese, english = _KINDS.get(first["type"], ("格式不符", first["msg"]))
    return both(f"有一个值格式不符：{key} {chinese}", f"a value has another form: {key} {english}")
