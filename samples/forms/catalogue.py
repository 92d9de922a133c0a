"""All forms of all types, and how one is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from samples.facts.enterprises import Subject, random_enterprise
from samples.facts.sites import random_sites
from samples.forms import business_license
from samples.forms.form_draft import FormDraft, form_look
from samples.layouts.restrictions import put_restriction, put_watermark


@dataclass(frozen=True)
class Form:
    """``subject`` is who holds it, ``years`` those in which its holder may have been established."""

    put: Callable[[FormDraft], None]
    subject: Subject = Subject.COMPANY
    years: tuple[int, int] = (2003, 2024)


OLD: Final = (2000, 2014)

FORMS: Final[dict[str, dict[str, Form]]] = {
    "business_license": {
        "2019-company": Form(business_license.put_2019),
        "2014-company": Form(business_license.put_2014, years=(2000, 2018)),
        "2019-branch": Form(business_license.put_2019, Subject.BRANCH),
        "old-company": Form(business_license.put_old, years=OLD),
        "2019-sole-trader": Form(business_license.put_2019, Subject.SOLE_TRADER),
        "2014-landscape-company": Form(business_license.put_2014_landscape, years=(2000, 2018)),
        "electronic-company": Form(business_license.put_electronic),
        "old-sole-trader": Form(business_license.put_old, Subject.SOLE_TRADER, OLD),
        "2014-branch": Form(business_license.put_2014, Subject.BRANCH, (2000, 2018)),
        "2019-partnership": Form(business_license.put_2019, Subject.PARTNERSHIP),
        "old-branch": Form(business_license.put_old, Subject.BRANCH, OLD),
        "2014-sole-trader": Form(business_license.put_2014, Subject.SOLE_TRADER, (2000, 2018)),
        "2014-sole-owner": Form(business_license.put_2014, Subject.SOLE_OWNER, (2000, 2018)),
    },
}
"""By the type's name and the form's. ``UNKNOWN`` are types that licet declares not."""

UNKNOWN: Final = ("publication_license",)


def form_names(types: tuple[str, ...]) -> tuple[str, ...]:
    """``type/form`` of these types in turn, each type as often as the others, for a plan's layouts.

    Raises:
        ValueError: a name is of no type.
    """
    if strange := [name for name in types if name not in FORMS]:
        raise ValueError(f"There is no type called {strange[0]!r}. Choose from: {', '.join(FORMS)}.")
    rounds = max(len(FORMS[name]) for name in types)
    return tuple(
        f"{name}/{list(FORMS[name])[number % len(FORMS[name])]}" for number in range(rounds) for name in types
    )


def compose_form(layout: str, draw: Random, damage: tuple[str, ...]) -> FormDraft:
    """A random certificate of a ``type/form``, with the damage that is done in print."""
    document_type, _, form_name = layout.partition("/")
    form = FORMS[document_type][form_name]
    enterprise = random_enterprise(draw, form.subject, years=form.years)
    draft = FormDraft(form_look(draw, enterprise, damage), draw, document_type, enterprise)
    form.put(draft)
    site = random_sites(draw, 1, enterprise.name)[0]
    if draft.look.watermark:
        put_watermark(draft, site)
    elif draw.random() < 0.2:
        put_restriction(draft, site, enterprise.established + timedelta(days=1000))
    return draft
