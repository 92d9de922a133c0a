"""Companies, branches, sole traders and their like, as certificates other than telecom's name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from samples.facts.codes import credit_code, registration_number
from samples.facts.companies import address, capital, company_name, person_name, trade_name
from samples.facts.grants import random_day
from samples.vocabulary import Region, regions, trades

LEGAL_NOTES = (
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    "【依法须经批准的项目，经相关部门批准后方可开展经营活动】",
    "（企业依法自主选择经营项目，开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动；"
    "不得从事本市产业政策禁止和限制类项目的经营活动。）",
)


class Subject(StrEnum):
    """Who holds a certificate."""

    COMPANY = "company"
    BRANCH = "branch"
    SOLE_TRADER = "sole_trader"
    SOLE_OWNER = "sole_owner"  # 个人独资企业
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Enterprise:
    """``until`` is ``None`` where its term has no end; ``officer`` is who watches
    over it for the authority; ``scope`` as printed, with its line breaks."""

    subject: Subject
    region: Region
    place: str
    name: str
    person: str
    officer: str
    address: str
    capital: str
    company_type: str
    credit_code: str
    registration_number: str
    established: date
    until: date | None
    scope: str

    def all_text(self) -> str:
        """Every character that may be printed of it, to choose a face that has them."""
        return self.name + self.person + self.officer + self.address + self.capital + self.scope


def random_enterprise(draw: Random, subject: Subject, *, years: tuple[int, int] = (2003, 2024)) -> Enterprise:
    """An enterprise established in these years."""
    region = draw.choice(regions())
    place = draw.choice(region.places)
    established = random_day(draw, *years)
    kind = "92" if subject is Subject.SOLE_TRADER else "91"
    term = draw.choice((None, None, 10, 20, 30))
    return Enterprise(
        subject,
        region,
        place,
        name=_name(draw, subject, region, place),
        person=person_name(draw),
        officer=person_name(draw),
        address=address(draw, region, place),
        capital=capital(draw),
        company_type=_company_type(draw, subject),
        credit_code=credit_code(draw, region, kind=kind, since_2015=established.year > 2015),
        registration_number=registration_number(draw, region),
        established=established,
        until=_years_after(established, term) - timedelta(days=1) if term else None,
        scope=business_scope(draw, free=years[1] < 2019),
    )


def business_scope(draw: Random, *, free: bool) -> str:
    """经营范围: items between semicolons of today's wording, or the ``free`` one of before 2019."""
    items = draw.sample(trades("scope_item"), k=draw.choice((3, 5, 8, 12, 16)))
    kind = draw.random()
    if free or kind < 0.2:
        old = [*draw.sample(trades("old_item"), k=draw.randint(1, 5)), *items[:2]]
        return (
            draw.choice(("；", "、", ";", "，")).join(old)
            + draw.choice(("", "。"))
            + draw.choice(LEGAL_NOTES)
        )
    text = "一般项目：" + "；".join(items)
    note = draw.choice(("（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）", ""))
    if kind < 0.65:
        return text + draw.choice(("。", "")) + note
    permits = "；".join(draw.sample(trades("permit_item"), k=draw.randint(1, 4)))
    bound = (
        "（依法须经批准的项目，经相关部门批准后方可开展经营活动，"
        "具体经营项目以相关部门批准文件或许可证件为准）"
    )
    if kind < 0.85:
        return f"许可项目：{permits}。{bound}\n{text}。{note}"
    return f"{text}。{note}许可项目：{permits}。{bound}"


def _name(draw: Random, subject: Subject, region: Region, place: str) -> str:
    town = region.short_name if region.is_municipality else place.removesuffix("市")
    if subject is Subject.SOLE_TRADER:
        seat = town + (place if region.is_municipality else "市")
        return f"{seat}{trade_name(draw)}{draw.choice(trades('shop'))}"
    if subject is Subject.SOLE_OWNER:
        return f"{town}{trade_name(draw)}{draw.choice(('加工厂', '经营部', '设计工作室', '咨询中心'))}"
    if subject is Subject.PARTNERSHIP:
        return f"{town}{trade_name(draw)}{draw.choice(('企业管理', '投资', '股权投资'))}合伙企业（有限合伙）"
    name = company_name(draw, region, place)
    if subject is Subject.BRANCH:
        other = draw.choice(regions())
        town = other.short_name if other.is_municipality else draw.choice(other.places).removesuffix("市")
        name += f"{town}分公司"
    return name


def _company_type(draw: Random, subject: Subject) -> str:
    match subject:
        case Subject.COMPANY:
            return draw.choice(trades("company_type"))
        case Subject.BRANCH:
            return draw.choice(trades("branch_type"))
        case Subject.SOLE_TRADER:
            return "个体工商户"
        case Subject.SOLE_OWNER:
            return "个人独资企业"
        case Subject.PARTNERSHIP:
            return draw.choice(("有限合伙企业", "普通合伙企业", "合伙企业"))


def _years_after(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 2, 28)


def term_after(draw: Random, start: date, years: int) -> date:
    """The last day of a validity of ``years``: the day before the same day, or that day."""
    return _years_after(start, years) - timedelta(days=draw.choice((0, 1, 1, 1)))


def later(draw: Random, start: date, most_days: int = 2500) -> date:
    """A day on or after ``start``, of no year that is to come."""
    return min(start + timedelta(days=draw.randint(0, most_days)), date(2025, 9, 30))
