"""What a copy may be used for, in the wordings that are found on copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samples.facts.sites import Site
from samples.vocabulary import words
from schemas.certificate import UseRestriction


@dataclass(frozen=True)
class Restriction:
    """``lines`` as printed; the rest is what they say (``valid_until`` is the copy's own)."""

    lines: tuple[str, ...]
    purpose: str | None
    valid_until: date | None = None
    copy_rule: str | None = None

    def on_page(self, page_no: int) -> UseRestriction:
        return UseRestriction(
            page_no=page_no,
            text="\n".join(self.lines),
            purpose=self.purpose,
            valid_until=self.valid_until.isoformat() if self.valid_until else None,
            copy_rule=self.copy_rule,
        )


def random_restriction(draw: Random, site: Site, issued: date) -> Restriction:
    """Two to four lines for a stamp or typed text."""
    lines = [_purpose(draw, site)]
    until = issued + timedelta(days=draw.randint(30, 900)) if draw.random() < 0.6 else None
    if until:
        lines.append(f"有效期至{until.year}年{until.month}月{until.day}日")
    rule = draw.choice(("再次复印无效", "复印无效", "复印件无效", "他用一律无效", "再次复印无效", None))
    if rule:
        lines.append(rule)
    if draw.random() < 0.15:
        lines.append(draw.choice(("与原件一致", "与原件相符")))
    return Restriction(tuple(lines), lines[0], until, rule)


def one_line_restriction(draw: Random, site: Site) -> Restriction:
    """One line, for a watermark that repeats it."""
    purpose = _purpose(draw, site)
    rule = draw.choice((None, None, "再次复印无效", "复印无效", "他用一律无效"))
    if rule is None:
        return Restriction((purpose,), purpose)
    gap = draw.choice(("，", ",", "  "))
    return Restriction((f"{purpose}{gap}{rule}",), purpose, None, rule)


def _purpose(draw: Random, site: Site) -> str:
    use = draw.choice(words("use"))
    name = site.name if len(site.name) < 9 else draw.choice(words("site_word"))
    return draw.choice(
        (
            f"仅供{name}{use}使用",
            f"仅供{use}使用",
            f"仅限{use}使用",
            f"仅供{name}网站展示使用",
            f"仅供办理{use}时使用",
            f"仅在{name}网站（{site.domains[0].lower()}）上亮证",
        )
    )
