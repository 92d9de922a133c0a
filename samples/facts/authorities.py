"""Who issues certificates other than telecom's, as named in their seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from samples.facts.enterprises import Enterprise

REFORM = date(2018, 11, 1)
"""From about then on market supervision bureaus take the place of those for industry and commerce."""


@dataclass(frozen=True)
class Authority:
    """``name`` runs round the seal; ``inner`` is the straight line in it."""

    name: str
    inner: str | None = None


def seat(enterprise: Enterprise) -> str:
    """The place an authority is named after: 北京市朝阳区, 苏州市."""
    region, place = enterprise.region, enterprise.place
    return f"{region.name}{place}" if region.is_municipality else place


def registrar(draw: Random, enterprise: Enterprise, issued: date) -> Authority:
    """登记机关 of a business license."""
    place = seat(enterprise)
    if issued < REFORM:
        return Authority(place + draw.choice(("工商行政管理局", "工商行政管理局", "市场监督管理局")))
    kind = draw.choice(("市场监督管理局", "市场监督管理局", "行政审批局", "行政审批服务局", "数据局"))
    return Authority(place + kind, draw.choice((None, None, "审批专用章", "行政许可专用章")))


def food_authority(draw: Random, enterprise: Enterprise, issued: date) -> Authority:
    """Of food licenses: 食品药品监督管理局 to 2018, then market supervision."""
    place = seat(enterprise)
    old = issued < REFORM
    name = draw.choice(("食品药品监督管理局", "市场监督管理局") if old else ("市场监督管理局", "行政审批局"))
    return Authority(place + name, draw.choice((None, "食品经营许可专用章", "行政许可专用章")))


def provincial(
    draw: Random, enterprise: Enterprise, *kinds: str, inner: tuple[str | None, ...] = (None,)
) -> Authority:
    """An authority of the province: 浙江省 and one of ``kinds``."""
    return Authority(enterprise.region.name + draw.choice(kinds), draw.choice(inner))
