"""Templates to pages, in the visitor's language."""

from __future__ import annotations

from datetime import datetime
from functools import cache, partial
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from pipeline.review.declared import Declarations
from pipeline.review.visitor import Look, Visitor
from pipeline.review.words import Language, say, say_or
from pipeline.store.users import Role

_FOLDER = Path(__file__).parent


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["moment"] = _moment
    environment.filters["grouped"] = _grouped
    return environment


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _grouped(number: int) -> str:
    return f"{number:,}"  # grouped by thousands, as in Chinese so in English


def render(
    request: Request,
    template: str,
    visitor: Visitor | None,
    look: Look,
    *,
    status: int = 200,
    **context: object,
) -> HTMLResponse:
    """The page. Everything from documents is escaped; ``say`` and ``or_key`` give words."""
    declared: Declarations = request.app.state.settings.declared
    context["type_name"] = partial(_type_name, declared, look.language)
    context |= {"request": request, "visitor": visitor, "look": look, "roles": Role}
    return HTMLResponse(render_part(template, look.language, **context), status_code=status)


def render_part(template: str, language: Language, /, **context: object) -> Markup:
    """A page or a part of one, for a template to take as it is."""
    told = _environment().get_template(template).render(
        say=partial(_say, language), say_or=partial(_say_or, language), **context
    )  # fmt: skip
    return Markup(told)


def _say(language: Language, key: str, /, **parts: object) -> str:
    return say(key, language, **parts)


def _type_name(declared: Declarations, language: Language, name: str) -> str:
    return declared.type_name(name, language)


def _say_or(language: Language, key: str, otherwise: str) -> str:
    return say_or(key, language, otherwise)
