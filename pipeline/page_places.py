"""A page that was read in other pixels than its own, in its own."""

from __future__ import annotations

from schemas.geometry import PageTransform
from schemas.page import Page, Rule


def to_own_pixels(read: Page, back: PageTransform, width: int, height: int) -> Page:
    """``read`` with every place where ``back`` takes it, on a page of ``width`` × ``height`` pixels."""
    return read.model_copy(
        update={
            "width": width,
            "height": height,
            "transform": back.inverse().then(read.transform),
            "lines": tuple(line.model_copy(update={"quad": back.map_quad(line.quad)}) for line in read.lines),
            "seals": tuple(seal.model_copy(update={"quad": back.map_quad(seal.quad)}) for seal in read.seals),
            "rules": tuple(
                Rule(start=back.map_point(rule.start), end=back.map_point(rule.end)) for rule in read.rules
            ),
        }
    )
