"""What is declared of certificates and their fields: of our own types, and of those in the user's folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.review.words import Language, say_or
from schemas.declarations import document_types
from schemas.document_type import DocumentType, FieldKind, FieldSpec

_BY_NAME = {
    "unified_social_credit_code": FieldKind.CODE,
    "issue_date": FieldKind.DATE,
    "valid_from": FieldKind.DATE,
    "valid_until": FieldKind.DATE,
    "established": FieldKind.DATE,
    "date": FieldKind.DATE,
    "domains": FieldKind.DOMAIN,
    "access_provider": FieldKind.NAME,
}


@dataclass(frozen=True)
class Declarations:
    """The types that the desk knows; those of ``folder`` go before ours of the same name."""

    folder: Path | None = None

    @cached_property
    def _types(self) -> dict[str, DocumentType]:
        return {entry.name: entry for entry in document_types(self.folder)}

    def spec_of(self, key: str, document_type: str) -> FieldSpec:
        """What is declared of the field with this dotted path; told by its last step where nothing is."""
        steps = [step for step in key.split(".") if not step.isdecimal()]
        name = steps[-1] if steps else key
        found = self._declared(key, document_type)
        if found is not None and found.kind is not FieldKind.PERIOD:
            return found
        return FieldSpec.model_construct(name=name, kind=_BY_NAME.get(name, FieldKind.TEXT))

    def people_of(self, document_type: str) -> list[str]:
        """Keys of the fields that hold names of people."""
        declared = self._types.get(document_type)
        own = [] if declared is None else [spec.name for spec in declared.fields if _is_person(spec)]
        return list(dict.fromkeys(("legal_representative", *own)))

    def type_name(self, name: str, language: Language) -> str:
        """A type's name for a person: ours, what its paper calls itself, or the words of its export name."""
        declared = self._types.get(name)
        titles = () if declared is None or language is Language.EN else declared.titles
        own = titles[0].replace("|", "") if titles else _as_words(name)
        return say_or(f"type.{name}", language, own)

    def label_of(self, key: str, document_type: str | None, language: Language) -> str:
        """A field's name for a person: of one type as its paper prints it, of all of them (``None``) in
        our words. ``annexes.0.websites.0.domains.1`` is Website 1, Domain 2: the group says the annex."""
        steps = key.split(".")
        if len(steps) == 1:
            return self._label_of_top(key, document_type, language)
        parts: list[str] = []
        for at, step in enumerate(steps[1:], 1):  # the group says the first
            if step.isdecimal():
                continue
            number = steps[at + 1] if at + 1 < len(steps) and steps[at + 1].isdecimal() else None
            word = say_or(f"field.{step}", language, _as_words(step))
            parts.append(word if number is None else f"{word} {int(number) + 1}")
        return " · ".join(parts) or say_or(f"group.{steps[0]}", language, _as_words(steps[0]))

    def _label_of_top(self, key: str, document_type: str | None, language: Language) -> str:
        types = [document_type] if document_type is not None else list(self._types)
        found = (self._declared(key, name) for name in types)
        printed = next((spec.labels[0].replace("|", "") for spec in found if spec and spec.labels), None)
        ours = say_or(f"field.{key}", language, "")
        if language is Language.EN:
            return ours or _as_words(key)
        return (printed or ours if document_type is not None else ours or printed) or _as_words(key)

    def _declared(self, key: str, document_type: str) -> FieldSpec | None:
        declared = self._types.get(document_type)
        specs = () if declared is None else declared.fields
        return next((spec for spec in specs if spec.name == key and spec.kind is not FieldKind.NONE), None)


def _is_person(spec: FieldSpec) -> bool:
    return spec.kind is FieldKind.PERSON


def _as_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
