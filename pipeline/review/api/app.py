"""The API as an application of its own, with its OpenAPI document."""

from __future__ import annotations

import importlib.metadata
from collections import Counter

from fastapi import Depends, FastAPI, HTTPException, Request

from pipeline.review.api import certificates, files
from pipeline.review.api.models import Problem
from pipeline.review.errors import tell_errors

_PROBLEMS: dict[int | str, dict[str, object]] = {
    400: {"model": Problem, "description": "the body is not what it says it is"},
    401: {"model": Problem, "description": "no valid key"},
    403: {"model": Problem, "description": "the key lacks the scope"},
    404: {"model": Problem, "description": "there is no such thing"},
    409: {"model": Problem, "description": "another person changed it meanwhile, or holds it"},
    413: {"model": Problem, "description": "more bytes than the limit"},
    422: {"model": Problem, "description": "the request is not right"},
    503: {"model": Problem, "description": "the database or a page's file cannot be used now"},
}


def create_api() -> FastAPI:
    """The API; whoever mounts it gives its state ``desk``, ``settings`` and ``images``."""
    api = FastAPI(
        title="licet",
        version=importlib.metadata.version("licet"),
        description="证照记录接口 / records of certificates. Keys: Authorization: Bearer licet_…",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        dependencies=[Depends(_only_known_parameters)],
    )
    for module in (certificates, files):
        api.include_router(module.router, responses=_PROBLEMS)
    tell_errors(api)
    return api


async def _only_known_parameters(request: Request) -> None:
    """Refuses a query parameter that the operation has not, or that is given twice: a mistyped filter would
    let everything through, and one of two would be passed over.

    Raises:
        HTTPException: 422, the message names it.
    """
    operation = request.app.openapi()["paths"][request.scope["route"].path_format][request.method.lower()]
    known = [entry["name"] for entry in operation.get("parameters", ()) if entry["in"] == "query"]
    given = [name for name, _ in request.query_params.multi_items()]
    wrong = sorted(name for name, count in Counter(given).items() if name not in known or count > 1)
    if wrong:
        told = f"{', '.join(wrong)[:200]} ({', '.join(known)})"
        raise HTTPException(
            422,
            f"没有此查询参数，或重复：{told} / there is no such query parameter, or it is twice: {told}",
        )
