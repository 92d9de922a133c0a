"""Licensed services as certificates print them, and what each phrase means."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.vocabulary import Region, Service, regions, services
from schemas.certificate import BusinessItem

STANDING_NOTE = "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】"


@dataclass(frozen=True)
class Grant:
    """One licensed service; ``areas`` is where it may be offered."""

    service: Service
    name: str
    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def item(self) -> BusinessItem:
        return BusinessItem(
            code=self.service.code, name=self.name, only=self.only, excluded=self.excluded, areas=self.areas
        )


def random_grants(
    draw: Random, *, national: bool, count: int, codes: tuple[str, ...] = ()
) -> tuple[Grant, ...]:
    """Different services in the order of the catalogue, of ``codes`` only if some are given."""
    pool = [s for s in services() if not codes or s.code in codes]
    if not codes:
        pool += [s for s in services() if s.code in ("B25", "B21", "B25", "B24", "B14", "B25")]
    chosen: dict[str, Service] = {}
    while len(chosen) < min(count, len({s.code[:3] for s in pool})):
        service = draw.choice(pool)
        if all(code[:3] != service.code[:3] for code in chosen):
            chosen[service.code] = service
    return tuple(_grant(draw, chosen[code], national) for code in sorted(chosen))


def _grant(draw: Random, service: Service, national: bool) -> Grant:
    old = service.old_name is not None and draw.random() < 0.15
    name = service.old_name if old and service.old_name else service.name
    only = (
        tuple(draw.sample(service.limits, k=1 if len(service.limits) < 3 else draw.choice((1, 1, 2))))
        if service.limits and draw.random() < 0.6
        else ()
    )
    left = [word for word in service.exclusions if word not in only]
    excluded = (
        tuple(draw.sample(left, k=draw.randint(1, min(4, len(left))))) if left and draw.random() < 0.6 else ()
    )
    return Grant(service, name, only, excluded, areas(draw) if national else ())


def areas(draw: Random) -> tuple[str, ...]:
    """The whole country, or some provinces by their short names."""
    if draw.random() < 0.5:
        return ("全国",)
    return tuple(region.short_name for region in draw.sample(regions(), k=draw.randint(2, 9)))


def cities(draw: Random, count: int) -> tuple[str, ...]:
    """Cities of machine rooms and nodes."""
    return tuple(_city(draw, region) for region in draw.sample(regions(), k=count))


def _city(draw: Random, region: Region) -> str:
    return region.short_name if region.is_municipality else draw.choice(region.places).removesuffix("市")


def qualifier(draw: Random, grant: Grant, *, bracketed: bool) -> str:
    """The limits of a grant, in brackets or as a sentence of its own; empty if it has none."""
    only, excluded = "、".join(grant.only), "、".join(grant.excluded)
    if only and excluded:
        inside = (f"（仅限{only}，不含{excluded}）", f"（仅限{only}不含{excluded}）")
        return draw.choice(inside if bracketed else (f"（仅限{only}）\n不含{excluded}。", *inside))
    if only:
        bare = grant.only == ("经营类电子商务",) and draw.random() < 0.4
        return f"（{only}）" if bare else draw.choice((f"（仅限{only}）", f"(仅限{only})"))
    if excluded:
        inside = (f"（不含{excluded}）", f"(不含{excluded})")
        return draw.choice(inside if bracketed else (f"\n不含{excluded}。", *inside))
    return ""


def class_prefix(grant: Grant) -> str:
    """第一类… or 第二类增值电信业务中的."""
    return f"第{'一' if grant.service.number_class == 'B1' else '二'}类增值电信业务中的"


def grants_to_text(draw: Random, grants: tuple[Grant, ...], *, with_areas: bool) -> str:
    """The value block of the scope; a line break where the print breaks the line on purpose."""
    prefixed = draw.random() < 0.35
    area_mark, area_gap = draw.choice((("：", "；"), ("：", ";"), ("：", "、"), (" 覆盖范围：", "、")))
    phrases = []
    for grant in grants:
        placed = with_areas and bool(grant.areas)
        phrase = (
            (class_prefix(grant) if prefixed else "") + grant.name + qualifier(draw, grant, bracketed=placed)
        )
        if placed:
            phrase += area_mark + area_gap.join(grant.areas)
        phrases.append(phrase)
    if len(phrases) > 1 and draw.random() < 0.4:
        return "\n".join(f"{number}、{phrase}" for number, phrase in enumerate(phrases, 1))
    return "\n".join(phrases)
