"""A few pages at a time. Threads of one process that all make pages wait for one another at every row that
they fetch: twenty at once take longer, each and in all, than two and two."""

from __future__ import annotations

import asyncio
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 2
"""One that computes, one that waits for the database."""
_SHORT = re.compile(
    r"(?:/api/v1)?/(?:queue|search|certificates(?:/[0-9]+(?:/(?:candidates|history|pages))?)?)"
)


class Turns:
    """Lets ``AT_ONCE`` requests for lists and certificates be worked on; others wait in the order in which
    they came. What may take long (images, exports, uploads, logging in) waits for none of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._free = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _SHORT.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        held = True

        async def send_and_leave(message: Message) -> None:
            nonlocal held
            if held:  # the answer is made: a browser that takes its time to read it holds up nobody
                held = False
                self._free.release()
            await send(message)

        await self._free.acquire()
        try:
            await self._app(scope, receive, send_and_leave)
        finally:
            if held:
                self._free.release()
