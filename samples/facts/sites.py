"""Web sites, their domains, and where they are housed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.facts.companies import address, trade_name
from samples.vocabulary import Region, regions, words
from schemas.certificate import Website

SEPARATORS = ("、", ";", "；", "\n", ",", "，")


@dataclass(frozen=True)
class Site:
    """``services`` is printed in table annexes only; ``separator`` stands between domains."""

    name: str
    domains: tuple[str, ...]
    separator: str
    services: str

    @property
    def domain_text(self) -> str:
        return self.separator.join(self.domains)

    def website(self, *, with_services: bool) -> Website:
        """As a record: domains in lower case, for their case says nothing."""
        return Website(
            name=self.name,
            domains=tuple(domain.lower() for domain in self.domains),
            services=self.services if with_services else None,
        )


def random_sites(draw: Random, count: int, company: str) -> tuple[Site, ...]:
    """Different sites, each with one to four domains."""
    taken: set[str] = set()
    sites = []
    for _ in range(count):
        domains: list[str] = []
        for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
            name = domain(draw)
            if name.lower() not in taken:
                taken.add(name.lower())
                domains.append(name)
        if domains:
            sites.append(
                Site(site_name(draw, company), tuple(domains), draw.choice(SEPARATORS), site_services(draw))
            )
    return tuple(sites)


def site_name(draw: Random, company: str) -> str:
    """A site's name, of which some repeat the company's."""
    kind = draw.random()
    if kind < 0.12:
        return company + draw.choice(("官方网站", "网站", "官网"))
    name = draw.choice(words("site_word")) if kind < 0.6 else trade_name(draw)
    return name if draw.random() < 0.35 else name + draw.choice(words("site"))


def domain(draw: Random) -> str:
    """A domain of pinyin, English words and figures, with the letters that are mistaken for figures."""
    kind = draw.random()
    if kind < 0.45:
        label = "".join(draw.choice(words("pinyin")) for _ in range(draw.randint(2, 4)))
    elif kind < 0.7:
        label = draw.choice(words("pinyin")) + draw.choice(words("english"))
    elif kind < 0.85:
        label = draw.choice(words("english")) + draw.choice(words("english"))
    else:
        label = "".join(draw.choice("l1o0iabcdefgz258") for _ in range(draw.randint(4, 7)))
        label = label if not label.isdigit() else label + "l"
    if draw.random() < 0.25:
        label += str(draw.choice((0, 1, 10, 11, 51, 100, 101, 110, 360, 365, 520, 2008)))
    if draw.random() < 0.15:
        cut = draw.randint(2, len(label) - 1) if len(label) > 3 else 2
        label = f"{label[:cut]}-{label[cut:]}".rstrip("-")
    if draw.random() < 0.06:
        label = label.capitalize()
    return f"{label}.{draw.choice(words('tld'))}"


def site_services(draw: Random) -> str:
    """The services column of a table annex."""
    kept_out = draw.sample(
        ("新闻", "出版", "教育", "医疗保健", "药品和医疗器械", "文化", "视听节目"), k=draw.randint(1, 5)
    )
    return draw.choice(
        (
            "互联网信息服务",
            f"互联网信息服务不含{'、'.join(kept_out)}",
            f"互联网信息服务不含{'、'.join(kept_out)},含电子公告服务",
            "信息发布平台和递送服务",
            "信息社区平台服务、信息即时交互服务",
            "经营类电子商务",
        )
    )


def server_location(draw: Random, region: Region) -> str:
    """Where the servers stand; often long, sometimes in two rooms."""
    first = address(draw, region, draw.choice(region.places)) + draw.choice(("", "", "机房", "数据中心机房"))
    if draw.random() < 0.15:
        other = draw.choice(regions())
        return first + draw.choice(("；", "、")) + address(draw, other, draw.choice(other.places))
    return first


def access_provider(draw: Random, region: Region) -> str:
    """Who connects them."""
    place = draw.choice(region.places).removesuffix("市")
    town = region.short_name if region.is_municipality else place
    return draw.choice(
        (
            f"{draw.choice(words('carrier'))}{town}分公司",
            f"{trade_name(draw)}数据科技股份有限公司",
            f"{town}{trade_name(draw)}云计算有限公司",
            f"{trade_name(draw)}网络通信股份有限公司{town}分公司",
            f"{town}{trade_name(draw)}信息技术有限公司",
        )
    )
