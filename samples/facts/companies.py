"""Companies, their people, seats and capital."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.vocabulary import Region, words

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True)
class Company:
    """A company as a certificate names it."""

    name: str
    legal_representative: str
    address: str
    registered_capital: str


def random_company(draw: Random, region: Region) -> Company:
    """A company seated in ``region``."""
    place = draw.choice(region.places)
    return Company(
        company_name(draw, region, place),
        person_name(draw),
        address(draw, region, place),
        capital(draw),
    )


def company_name(draw: Random, region: Region, place: str) -> str:
    """Place, trade name, trade and form; the place may stand in the middle in brackets, or not at all."""
    town = region.short_name if region.is_municipality or draw.random() < 0.3 else place.removesuffix("市")
    seat = draw.choice((town, town, town + "市" if region.is_municipality else place, region.name))
    trade = trade_name(draw)
    industry, form = draw.choice(words("industry")), draw.choice(words("form"))
    shape = draw.random()
    if shape < 0.72:
        return f"{seat}{trade}{industry}{form}"
    if shape < 0.88:
        brackets = draw.choice(("（{}）", "({})"))
        return f"{trade}{brackets.format(town)}{industry}{form}"
    return f"{trade}{industry}{form}"


def trade_name(draw: Random) -> str:
    """Two to four characters, or an odd word."""
    if draw.random() < 0.3:
        return draw.choice(words("trade_word"))
    return "".join(draw.choice(words("trade")) for _ in range(draw.choice((2, 2, 2, 3, 4))))


def person_name(draw: Random) -> str:
    """Two to four characters; rare and compound surnames are more frequent than in life."""
    kind = draw.random()
    list_name = "surname" if kind < 0.7 else "rare_surname" if kind < 0.86 else "compound_surname"
    length = draw.choice((1, 1, 2, 2, 2))
    given = [draw.choice(words("rare_given" if draw.random() < 0.25 else "given")) for _ in range(length)]
    return draw.choice(words(list_name)) + "".join(given)


def address(draw: Random, region: Region, place: str, *, building: bool = True) -> str:
    """A seat: province or not, place, district, road, number, building, floor, room."""
    town = f"{region.name}{place}" if region.is_municipality or draw.random() < 0.6 else place
    if not region.is_municipality:
        town += draw.choice(words("district"))
    number = draw.choice(
        (f"{draw.randint(1, 399)}号", f"{draw.randint(1, 60)}-{draw.randint(1, 9)}号", "甲一号")
    )
    text = town + draw.choice(words("road")) + number
    if not building or draw.random() < 0.15:
        return text
    text += draw.choice(("", trade_name(draw))) + draw.choice(words("building"))
    text += draw.choice(
        ("", f"{draw.randint(1, 30)}号楼", f"{draw.choice('ABCDEF')}座", f"{draw.randint(2, 18)}栋")
    )
    floor = draw.randint(1, 28)
    return text + draw.choice(
        (
            f"{floor}层",
            f"{floor}层{floor}{draw.randint(1, 30):02d}室",
            f"{floor}{draw.randint(1, 30):02d}号房",
            f"{floor}楼{draw.choice('ABCD')}{draw.randint(1, 60):02d}",
        )
    )


def capital(draw: Random) -> str:
    """Registered capital in one of the printed forms, ten thousand yuan upwards."""
    amount = draw.choice((10, 50, 100, 100, 200, 300, 500, 1000, 1000, 1001, 2000, 3500, 5000, 10000, 50000))
    figures = f"{amount}万"
    characters = f"{chinese_amount(amount)}万" if amount < 10000 else f"{chinese_amount(amount // 10000)}亿"
    return draw.choice(
        (
            f"人民币{characters}元",
            f"人民币{characters}元整",
            f"{characters}圆整",
            f"{characters}元人民币",
            f"{figures}元人民币",
            f"人民币{figures}元",
            f"{figures}元",
        )
    )


def chinese_amount(number: int) -> str:
    """1-9999 in the characters of banknotes: 壹仟零壹."""
    text, gap = "", False
    for unit, weight in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit = number // weight % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + unit
        gap = False
    return text
