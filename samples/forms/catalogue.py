"""All forms of all types, and how one is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from samples.facts.enterprises import Subject, random_enterprise
from samples.facts.sites import random_sites
from samples.forms import (
    business_license,
    construction,
    credit,
    culture,
    food,
    high_tech,
    industrial_product,
    management_system,
    power,
    publication,
    software,
    work_safety,
)
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
    "food_business_license": {
        "company": Form(food.put_food_business),
        "branch": Form(food.put_food_business, Subject.BRANCH),
        "sole-trader": Form(food.put_food_business, Subject.SOLE_TRADER),
    },
    "food_circulation_license": {
        "sole-trader": Form(food.put_food_circulation, Subject.SOLE_TRADER, OLD),
        "company": Form(food.put_food_circulation, years=OLD),
    },
    "internet_culture_license": {"form": Form(culture.put_internet_culture)},
    "work_safety_license": {
        "landscape": Form(work_safety.put_landscape),
        "portrait": Form(work_safety.put_portrait),
    },
    "industrial_product_license": {
        "form": Form(industrial_product.put_industrial_product, years=(1996, 2018))
    },
    "construction_qualification": {"form": Form(construction.put_construction, years=(1996, 2022))},
    "power_facility_license": {
        "main": Form(power.put_power, years=(1996, 2020)),
        "with-rules": Form(power.put_power_with_rules, years=(1996, 2020)),
    },
    "management_system_certificate": {
        "quality": Form(management_system.put_quality, years=(1996, 2020)),
        "environment": Form(management_system.put_environment, years=(1996, 2020)),
        "safety": Form(management_system.put_safety, years=(1996, 2020)),
    },
    "software_copyright": {"form": Form(software.put_software)},
    "high_tech_enterprise": {"form": Form(high_tech.put_high_tech, years=(1998, 2020))},
    "credit_rating_certificate": {"form": Form(credit.put_credit, years=(1998, 2022))},
    "publication_license": {
        "landscape": Form(publication.put_landscape),
        "portrait": Form(publication.put_portrait),
    },
}
"""By the type's name and the form's."""

FURTHER: Final[dict[str, tuple[str, ...]]] = {
    "business_license": (
        "unified_social_credit_code", "certificate_serial", "company_type", "paid_in_capital", "established",
    ),
    "food_business_license": (
        "unified_social_credit_code", "business_premises", "business_form", "supervision_authority",
        "supervision_staff", "hotline",
    ),
    "food_circulation_license": ("company_type",),
    "internet_culture_license": ("company_type", "domain"),
    "work_safety_license": ("unified_social_credit_code", "company_type"),
    "industrial_product_license": ("production_address", "product", "inspection_method"),
    "construction_qualification": ("unified_social_credit_code", "company_type"),
    "power_facility_license": (),
    "management_system_certificate": (
        "unified_social_credit_code", "production_address", "standard", "renewed_date",
    ),
    "software_copyright": (
        "software_name", "completion_date", "publication_date", "acquisition", "rights",
        "registration_number",
    ),
    "high_tech_enterprise": ("validity_term",),
    "credit_rating_certificate": ("grade",),
    "publication_license": ("company_type",),
}  # fmt: skip
"""What forms of a type print beside the fields of every record."""

UNKNOWN: Final = ("publication_license",)
"""Types that licet does not declare: they are drawn when asked for by name."""


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
    look = form_look(draw, enterprise, damage)
    draft = FormDraft(look, draw, document_type, enterprise, FURTHER[document_type])
    form.put(draft)
    site = random_sites(draw, 1, enterprise.name)[0]
    if draft.look.watermark:
        put_watermark(draft, site)
    elif draw.random() < 0.2:
        put_restriction(draft, site, date.fromisoformat(draft.printed["issue_date"]))
    return draft
