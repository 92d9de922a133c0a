"""The clauses of 特别规定事项: the seed document's, and variations on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from samples.vocabulary import data_lines
from schemas.certificate import Provision, ProvisionItem

PAGE_TURN = "<page>"
CLAUSE = re.compile(r"^(<page>)?([一二三四五六七八九十]+)、")
ITEM = re.compile(r"^(<page>)?(\([一二三四五六七八九十]+\))\s*")
TEN = "一二三四五六七八九十"


@dataclass(frozen=True)
class ProvisionText:
    """``paragraphs`` as printed (``<page>`` where a page must end), ``provisions`` what they say."""

    paragraphs: tuple[str, ...]
    provisions: tuple[Provision, ...]


def chinese_ordinal(number: int) -> str:
    """1-99 as clauses are counted: 一, 十, 十五, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else TEN[tens - 1] + "十"
    return head + (TEN[ones - 1] if ones else "")


def seed_provisions(company: str) -> ProvisionText:
    """The seed document's clauses for a company, with its page turns."""
    paragraphs = tuple(line.replace("{company}", company) for line in data_lines("provisions.txt"))
    return ProvisionText(paragraphs, _paragraphs_to_provisions(paragraphs))


def beijing_provisions() -> ProvisionText:
    """The clauses on the second page of the older Beijing form."""
    paragraphs = tuple(data_lines("beijing_provisions.txt"))
    return ProvisionText(paragraphs, _paragraphs_to_provisions(paragraphs))


def random_provisions(draw: Random, company: str, *, provincial: bool) -> ProvisionText:
    """Some of the clauses, renumbered, with other periods and punctuation."""
    head, *rest = [line.replace(PAGE_TURN, "") for line in data_lines("provisions.txt")]
    clauses = _blocks(rest, CLAUSE)
    last = clauses.pop()
    kept = [block for block in clauses if draw.random() < 0.85]
    items = [block for block in _blocks(last[1:], ITEM) if draw.random() < 0.7]
    if items and draw.random() < 0.85:
        kept.append([last[0], *_renumbered(items, ITEM, lambda n: f"({chinese_ordinal(n)})")])
    lines = [head, *_renumbered(kept, CLAUSE, lambda n: f"{chinese_ordinal(n)}、")]
    swaps = {
        "{company}": company,
        "30日": f"{draw.choice((20, 30, 60))}日",
        "90日": f"{draw.choice((60, 90))}日",
    }
    if provincial:
        swaps["我部"] = "我局"
    full_width = draw.random() < 0.6
    return _finished([_swapped(line, swaps, full_width=full_width) for line in lines])


def _finished(lines: list[str]) -> ProvisionText:
    return ProvisionText(tuple(lines), _paragraphs_to_provisions(tuple(lines)))


def _swapped(line: str, swaps: dict[str, str], *, full_width: bool) -> str:
    for old, new in swaps.items():
        line = line.replace(old, new)
    line = line.replace(", ", ",").replace("; ", ";").replace(") ", ")")
    if full_width:
        line = line.translate(str.maketrans(",;:()", "，；：（）"))
    return line


def _blocks(lines: list[str], start: re.Pattern[str]) -> list[list[str]]:
    """Lines grouped so that each group begins with a line that ``start`` matches."""
    blocks: list[list[str]] = []
    for line in lines:
        if start.match(line):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _renumbered(
    blocks: list[list[str]], start: re.Pattern[str], number_to_text: Callable[[int], str]
) -> list[str]:
    lines: list[str] = []
    for number, (first, *others) in enumerate(blocks, 1):
        lines += [number_to_text(number) + start.sub("", first), *others]
    return lines


def _paragraphs_to_provisions(paragraphs: tuple[str, ...]) -> tuple[Provision, ...]:
    provisions: list[Provision] = []
    for raw in paragraphs:
        line = raw.replace(PAGE_TURN, "").translate(str.maketrans("（）", "()"))
        printed = raw.replace(PAGE_TURN, "")
        if clause := CLAUSE.match(line):
            provisions.append(Provision(number=clause[2], text=printed[clause.end() :]))
        elif not provisions:
            continue
        elif item := ITEM.match(line):
            added = ProvisionItem(number=item[2], text=printed[item.end() :])
            provisions[-1] = provisions[-1].model_copy(update={"items": (*provisions[-1].items, added)})
        else:
            provisions[-1] = _with_more(provisions[-1], printed)
    return tuple(provisions)


def _with_more(provision: Provision, paragraph: str) -> Provision:
    """The provision with one more paragraph at the end of its last item, or of itself."""
    if not provision.items:
        return provision.model_copy(update={"text": provision.text + paragraph})
    *items, last = provision.items
    longer = last.model_copy(update={"text": last.text + paragraph})
    return provision.model_copy(update={"items": (*items, longer)})
