"""Whole certificates: which pages a layout has, in which order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from samples.draft import Draft
from samples.facts.business import grants_to_text
from samples.facts.certificate import Facts, beijing_facts, random_facts
from samples.layouts.annex_list import put_list_annex
from samples.layouts.annex_table import put_beijing_table, put_city_table, put_site_table
from samples.layouts.beijing import put_beijing_main
from samples.layouts.current import put_current_main
from samples.layouts.inspection import put_inspection_page
from samples.layouts.paper import put_paper_main
from samples.layouts.provision_pages import put_provision_pages
from samples.layouts.restrictions import put_restriction, put_stamp_over, put_watermark
from samples.look import random_look
from samples.provisions import random_provisions

CITY_CODES = ("B11", "B12", "B14", "B24-1")


def _current_list(draft: Draft) -> None:
    put_current_main(draft)
    put_list_annex(draft, sealed=draft.draw.random() < 0.5)
    _maybe_provisions(draft, 0.6)


def _current_table(draft: Draft) -> None:
    put_current_main(draft)
    put_site_table(draft)
    _maybe_provisions(draft, 0.4)


def _current_cities(draft: Draft) -> None:
    put_current_main(draft, scope=grants_to_text(draft.draw, draft.facts.grants, with_areas=False))
    put_city_table(draft)
    _maybe_provisions(draft, 0.2)


def _paper_list(draft: Draft) -> None:
    annex = draft.draw.random() < 0.7
    put_paper_main(draft, annex_follows=annex)
    if annex:
        put_list_annex(draft, sealed=draft.draw.random() < 0.5)


def _paper_table(draft: Draft) -> None:
    put_paper_main(draft, annex_follows=True)
    put_site_table(draft)
    _maybe_provisions(draft, 0.2)


def _beijing(draft: Draft) -> None:
    annex = draft.draw.random() < 0.75
    put_beijing_main(draft, annex_follows=annex)
    if annex or draft.draw.random() < 0.5:
        put_inspection_page(draft)
    if annex:
        put_beijing_table(draft)


def _maybe_provisions(draft: Draft, chance: float) -> None:
    draw = draft.draw
    if draw.random() < chance:
        provincial = draft.facts.region is not None
        text = random_provisions(draw, draft.facts.company.name, provincial=provincial)
        put_provision_pages(draft, text, draw.choice((11, 11.5, 12)))


LAYOUTS: dict[str, Callable[[Draft], None]] = {
    "current-list": _current_list,
    "current-table": _current_table,
    "current-cities": _current_cities,
    "paper-list": _paper_list,
    "paper-table": _paper_table,
    "beijing": _beijing,
}


def compose(layout: str, draw: Random, damage: tuple[str, ...]) -> Draft:
    """A random certificate of a layout of ``LAYOUTS``, with the damage that is done in print."""
    facts = _facts(layout, draw)
    look = random_look(draw, facts.all_text(), damage, may_lie=len(facts.grants) == 1)
    draft = Draft(look, draw, facts)
    LAYOUTS[layout](draft)
    if "stamp_over" in damage:
        put_stamp_over(draft, facts.sites[0], facts.issued)
    if draft.look.watermark:
        put_watermark(draft, facts.sites[0])
    elif "stamp_over" not in damage and draw.random() < 0.4:
        put_restriction(draft, facts.sites[0], facts.issued)
    return draft


def _facts(layout: str, draw: Random) -> Facts:
    if layout == "beijing":
        return beijing_facts(draw, sites=draw.randint(1, 6))
    if layout == "current-cities":
        return random_facts(draw, national=True, grants=draw.randint(1, 3), sites=1, codes=CITY_CODES)
    sites = draw.randint(1, 8) if layout.endswith("table") else draw.randint(1, 3)
    grants = draw.choice((1, 1, 2)) if layout.startswith("paper") else draw.choice((1, 1, 1, 2, 3))
    return random_facts(draw, national=draw.random() < 0.3, grants=grants, sites=sites)
