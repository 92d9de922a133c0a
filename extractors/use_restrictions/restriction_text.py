"""What a use restriction says: the purpose of the copy, its own expiry, and the rule on copying.

    仅供懂车聚光首页信息变更使用 / 有效期至2024年3月27日 / 再次复印无效
It stands on licenses as a stamp, as typed text, or as a tiled watermark.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.normalize.dates import find_dates, spaced
from extractors.normalize.domains import normalize_domain
from extractors.normalize.text import clean_printed, fold, is_cjk
from extractors.telecom_lists.catalogue import find_service
from extractors.use_restrictions.restriction_words import (
    COPY_RULES,
    DOMAIN,
    EXPIRY,
    FOR,
    HINT,
    LIKE_EXPIRY,
    ONLY,
    ORIGINAL,
    OTHER_USE,
    RAN_IN,
    RAN_ON,
    RULE_START,
    START,
    TWICE,
    USE,
    VERB_ALONE,
    WHOLE_RULE,
)
from schemas.certificate import UseRestriction

_LONGEST = 60
_LIKE_RULE = 74.0
CERTIFIED = 80.0  # likeness (0-100) of a part of a line to what says that the copy is like the original
# A seal's straight line that was read with it, or a part of that: 使用政许可专用章.
_SEALED = re.compile("(?<=使用|亮证)[\u3400-\u9fff]{1,6}专用章$")
_COPIES = re.compile("复印|复制|翻印")
LEFT = 3  # characters beside a restriction's rule and expiry that may be a purpose


_NEXT_TILE = re.compile(r"(?<=.)(?=仅[供限在])")  # a rule that runs on into the tile after it
# What every electronic business license says of itself: 仅供信息参考, in lines that break anywhere.
_STANDING = re.compile(r"执照文件仅供|仅供信(?:息参?考?)?$|仅供信息参考")


@lru_cache(maxsize=4096)  # the rows of a form are the same on every certificate
def looks_like_restriction(text: str) -> float:
    """0-1: how surely a line belongs to a use restriction and not to the certificate.

    A date alone scores low, even as 有效期至…: whose expiry it is, only its neighbours tell.
    """
    folded = fold(text)
    if sum(map(is_cjk, folded)) < 4 or _STANDING.search(folded):
        return 0.0
    long = 1.0 if len(folded) <= _LONGEST else _LONGEST / len(folded)
    scores = [_purpose_score(part) for part in _parts(text)]
    return long * max(0.05, *scores, _rule_score(folded), _original_score(folded))


def hints_at_restriction(text: str) -> bool:
    """Whether a text that was misread speaks of what a copy may be used for: 供办重网备案使用，再次复印大."""
    return HINT.search(fold(text)) is not None


def begins_purpose(text: str) -> bool:
    """Whether a line says that a copy is for one purpose alone, whole or not: 仅在清河社区网站."""
    return START.search(fold(text)) is not None


def says_use(purpose: str) -> bool:
    """Whether a purpose says to the end what the copy is for: 仅供清河社区展示, not 仅供清河社
    nor 仅供办理."""
    if VERB_ALONE.search(purpose):
        return False
    return USE.search(purpose) is not None or purpose.endswith("用")


def is_turned(text: str) -> bool:
    """Whether a restriction begins with the end of one, of a tile that was cut apart within its text:
    使用 仅供企业入驻审核."""
    first = next(iter(_parts(text)), "")
    match = START.search(first)
    return match is not None and USE.search(first[: match.start()].strip()) is not None


def says_rule(rule: str) -> bool:
    """Whether a rule on copies is whole: 再次复印无效, not 再次复印 nor 甘肃省次复印无效."""
    return WHOLE_RULE.match(rule) is not None or rule.startswith(COPY_RULES)


def lacks_purpose(restriction: UseRestriction) -> bool:
    """Whether it says more than its rule and its expiry, its expiry alone, or that another use is void, and
    no purpose was found in that; a copy that is certified, 与原件一致, has none."""
    if restriction.purpose is not None:
        return False
    if restriction.copy_rule is not None and OTHER_USE.search(restriction.copy_rule):
        return True
    beside = _beside_certified(restriction.text)
    if beside is not None:
        return hints_at_restriction(beside)
    left = [part for part in _parts(restriction.text) if not (begins_rule(part) or begins_expiry(part))]
    return restriction.copy_rule is None or sum(map(is_cjk, "".join(left))) >= LEFT


def _beside_certified(text: str) -> str | None:
    """What else a text says that calls the copy like the original; none where it does not."""
    folded = fold(text).replace("复印件", "")
    found = [fuzz.partial_ratio_alignment(phrase, folded, score_cutoff=CERTIFIED) for phrase in ORIGINAL]
    best = max((one for one in found if one is not None), key=lambda one: one.score, default=None)
    return None if best is None else folded[: best.dest_start] + folded[best.dest_end :]


def certifies(text: str) -> bool:
    """Whether a line says that the copy is like the original, which is for no purpose and has no expiry."""
    return len(text) > LEFT and _beside_certified(text) is not None


def begins_expiry(text: str) -> bool:
    """Whether a line says until when, though it may have lost a character: 行效期至2027年6月23日."""
    return LIKE_EXPIRY.match(fold(text)) is not None


def parse_restriction(text: str, page_no: int) -> UseRestriction:
    """The fields of a restriction from its lines, joined by line breaks in reading order."""
    parts = _parts(text)
    purpose = next((cleaned for part in parts if (cleaned := _purpose(part))), None)
    rules = [_NEXT_TILE.split(part)[0] for part in parts if _is_rule(part)]
    rule = next(filter(_COPIES.search, rules), rules[0] if rules else None)  # 他用无效 / 再次复印无效
    if rule is None:  # it follows the purpose without any mark: 仅供X使用他用一律无效
        rule = next((match[0] for part in parts if (match := RULE_START.search(part))), None)
    return UseRestriction(
        page_no=page_no,
        text=clean_printed(text),
        purpose=purpose,
        valid_until=_expiry(text),
        copy_rule=_rule_to_printed(_without_print(rule)) if rule else None,
    )


def _without_print(rule: str) -> str:
    """A rule without the end of a purpose before it, or print that it crosses read at its own end:
    使用他用无效, 他用一律无效所."""
    return RAN_ON.sub("", RAN_IN.sub("", rule))


def find_domains(text: str) -> list[tuple[int, int]]:
    """Start and end of each domain in a text: 仅在收藏天下网站（sctx.com）上亮证."""
    return [match.span() for match in DOMAIN.finditer(text)]


def _with_suffixes(text: str) -> str:
    """The text with look-alikes of top-level domains put right (chengzhong.Itd)."""
    for start, end in reversed(find_domains(text)):
        head, dot, tail = text[start:end].rpartition(".")
        suffix = (normalize_domain(text[start:end]).value or "").rpartition(".")[2]
        if suffix and suffix != tail.lower():
            text = text[:start] + head + dot + suffix + text[end:]
    return text


def _rule_to_printed(rule: str) -> str:
    """A usual rule with one character misread, put right where only one rule is that near."""
    near = [known for known in COPY_RULES if len(known) == len(rule) and _one_apart(known, rule)]
    return near[0] if len(near) == 1 and rule not in COPY_RULES else rule


def _one_apart(first: str, second: str) -> bool:
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _parts(text: str) -> list[str]:
    """Clauses of the text: cut at punctuation, line breaks, and before a rule or an expiry.

    A line that continues a wrapped purpose is joined to it.
    """
    parts: list[str] = []
    for line in text.splitlines():
        for index, piece in enumerate(re.split(r"[,，;；。!！]", line)):
            cleaned = _without_brackets(clean_printed(piece).strip(" 。.、:：·"))
            if not cleaned:
                continue
            wrapped = (
                index == 0
                and bool(parts)
                and START.match(parts[-1]) is not None
                and not USE.search(parts[-1])
                and not (begins_rule(cleaned) or begins_expiry(cleaned) or START.match(cleaned))
            )
            if wrapped:
                parts[-1] += cleaned
            else:
                parts.append(cleaned)
    return [piece for part in parts for piece in _cut_before_rule(part)]


def _without_brackets(piece: str) -> str:
    """The piece without brackets at its ends that are not closed within it."""
    bare = piece.strip(" 。.、:：()（）")
    closed = piece.endswith((")", "）")) and bare.count("(") + bare.count("（") == 1
    return f"{bare}{piece[-1]}" if closed else bare


def _cut_before_rule(part: str) -> list[str]:
    cuts = [0]
    for pattern in (RULE_START, re.compile("有效期限?至?|截止日期|截止至?|使用(?:期限?|时间)至")):
        match = pattern.search(part)
        if match and match.start() and (START.match(part) or begins_expiry(part)):
            cuts.append(match.start())
    bounds = [*sorted(cuts), len(part)]
    pieces = [part[a:b].strip(" ,、") for a, b in pairwise(bounds)]
    return [piece for piece in pieces if piece]


def _purpose(part: str) -> str | None:
    match = START.search(part)
    if match is None or _purpose_score(part) < 0.5:
        return None
    only = match["only"]
    closed = re.fullmatch(f"仅{FOR}|{ONLY}(?P<in>供|在)", only)
    meant = only if closed is None or only.startswith("只") else f"仅{closed['in'] or '供'}"
    rest = _SEALED.sub("", re.sub("(?:使甩|便用)$", "使用", part[match.end() :]))
    return TWICE.sub(r"\1", (match["subject"] or "") + meant + _with_suffixes(rest))


def _purpose_score(part: str) -> float:
    folded = fold(part)
    match = START.search(folded)
    if match is None or match.start() > 8:
        return 0.0
    rest = folded[match.end() :]
    uses = USE.search(rest) is not None
    if match["only"].endswith("在") and "网站" in rest:
        return 0.9 if uses else 0.6  # its end, 上亮证, may be lost
    if match["only"].startswith(("仅限", "仅在", "仅为")):
        # Scopes say 仅限 too, of services.
        limit = re.split(r"\)|不含", rest)[0]
        if find_service(limit) or re.search(r"业务$|服务$|商务$", limit):
            return 0.1
        return 0.9 if uses or match["subject"] else 0.3
    closed = match["only"] in ("仅供", "仅用于", "专供", "限用于", "只用于", "只能用于")
    if re.search("参考$", rest):
        return 0.4  # printed below electronic certificates
    return (0.95 if uses else 0.85) if closed else (0.85 if uses else 0.3)


def _rule_score(folded: str) -> float:
    """A rule on copies; 未经年检此证无效 is about the license and has neither 复印 nor 他用."""
    if RULE_START.search(folded):
        return 0.95
    fitting = [rule for rule in COPY_RULES if len(folded) >= len(rule) - 1]
    best = max((fuzz.partial_ratio(rule, folded, score_cutoff=_LIKE_RULE) for rule in fitting), default=0.0)
    return min(0.95, best / 100) if best >= _LIKE_RULE else 0.0


def _is_rule(part: str) -> bool:
    """Whether a part is a rule on copies; 本复印件有效期至2024年12月31日 is an expiry."""
    return _rule_score(fold(part)) >= 0.74 and START.match(part) is None and _expiry(part) is None


def begins_rule(part: str) -> bool:
    """Whether a line is a rule on copies: 再次复印无效."""
    found = RULE_START.search(part)
    return _is_rule(part) if found is None else found.start() == 0


def _original_score(folded: str) -> float:
    if len(folded) > 20:
        return 0.0
    return 0.9 * max(fuzz.partial_ratio(phrase, folded, score_cutoff=80) for phrase in ORIGINAL) / 100


def _expiry(text: str) -> str | None:
    """The date that is labelled as an expiry; an unlabelled one may be the day of the stamp."""
    plain = spaced(text)
    start = 0
    for found in find_dates(text):
        if EXPIRY.search(plain[start : found.start].replace(" ", "")):
            return found.normal.value
        start = found.end
    return None
