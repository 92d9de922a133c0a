"""What a use restriction says: the purpose of the copy, its own expiry, and the rule on copying.

    仅供懂车聚光首页信息变更使用 / 有效期至2024年3月27日 / 再次复印无效
It stands on licenses as a stamp, as typed text, or as a tiled watermark.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.normalize.dates import find_dates, spaced
from extractors.normalize.domains import normalize_domain
from extractors.normalize.text import clean_printed, fold, is_cjk
from extractors.telecom_lists.catalogue import find_service
from schemas.certificate import UseRestriction

# 仅 and 供 with their look-alikes; 仅供 is a closed form, so one of the two may be misread.
_ONLY = "[仅仪权汉伩伙双叉又只僅]"
_FOR = "[供洪拱共烘哄恭]"
_SUBJECT = "(?:此|本|该)(?:复印件|扫描件|电子件|证书|证照|执照|证|件|图片|文件)"
_START = re.compile(
    rf"(?P<subject>{_SUBJECT})?(?P<only>仅{_FOR}|{_ONLY}供|仅用于|仅作为?|仅为|仅限于?|{_ONLY}在(?=.*网站)|仅在|专供|只能?用于|限用于)"
)
_HINT = re.compile(
    "使用|[他它其]用|复印|无效|有效期|[仅限专只]供|仅限|挪作|严禁|禁用|[他它]业务|投标|招标|开户|备案|入驻|[商客]户认证"
)
_TWICE = re.compile(r"^(.{4,})\1+$")  # two tiles of a watermark in one line
_USE = re.compile(
    r"(?:使用|使甩|便用|[^应利]用|之用|亮证|展示|公示|审核|备案|办理|查验|参考|报名|投标|招标|认证|查询|核对|变更|申请|登记|存档|开户|年检"
    r"|入驻|留存|备查|核验|验证|审查|审批|评审|竞标|签约|上架|上线|年审)"
    r"(?:使用|专用)?$"
)
_COPY_RULES = (
    "再次复印无效", "复印无效", "再复印无效", "复印件无效", "他用无效", "他用一律无效", "它用无效",
    "另作他用无效", "挪作他用无效", "做他用无效", "转借无效", "转让无效", "翻印无效", "再次复制无效",
    "严禁用于其他业务", "不得用于其他用途", "不得挪作他用", "不得作为他用", "严禁他用", "禁止复印",
    "不得复印",
)  # fmt: skip
_OTHER_USE = re.compile("[他它其][他它]?用|其[他它]")  # than one that must stand there as well
_ORIGINAL = ("与原件一致", "与原件相符", "与原件核对无误", "复印件与原件一致")
# 有效期至 with a character lost, misread, or dirt in it, where a date follows.
_LIKE_EXPIRY = re.compile(
    r"(?:有\W?效\W?期|.?\W?效\W?期\W?[至限]|有.\W?期\W?[至限]).{0,3}(?=\d|二)"
    r"|有效期|有效日期|有效至|截止|截至|使用(?:期限?|时间)?至|限期至"
)
_EXPIRY = re.compile(r"有效期限?|有效日期|有效至|截止|截至|期限|[至到](?=\W*$)")
_RULE_START = re.compile(
    r"(?:再次|再|二次|重复)?(?:复印|复制|翻印)(?:件)?(?:一律)?无效"
    r"|(?:另|挪|移)?[作做]?[他它其][他它]?用(?:途|处)?(?:一律|均)?无效"
    r"|(?:严禁|不得|禁止|请勿)(?:用于|挪作|移作|另作|作为?|做)?(?:其[他它]|[他它]用|复印|翻印|复制|转借).*"
)
_WHOLE_RULE = re.compile(f"(?:{_SUBJECT}|复印件|扫描件)?(?:{_RULE_START.pattern})")
_RAN_IN = re.compile(f"^使?用(?={_RULE_START.pattern})")
_RAN_ON = re.compile(r"(?<=无效)(?:.{1,2}|[0-9A-Za-z]+)$")
# 仅供办理, of which what is done is lost
_VERB_ALONE = re.compile(f"(?:仅?{_FOR}|仅限于?|用于|仅为)(?:办理|申请|参加|变更|使用)$")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST = 60
_LIKE_RULE = 74.0
CERTIFIED = 80.0  # likeness (0-100) of a part of a line to what says that the copy is like the original
LEFT = 3  # characters beside a restriction's rule and expiry that may be a purpose


_NEXT_TILE = re.compile(r"(?<=.)(?=仅[供限在])")  # a rule that runs on into the tile after it
# What every electronic business license says of itself: 仅供信息参考, in lines that break anywhere.
_STANDING = re.compile(r"执照文件仅供|仅供信(?:息参?考?)?$|仅供信息参考")


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
    return _HINT.search(fold(text)) is not None


def says_use(purpose: str) -> bool:
    """Whether a purpose says to the end what the copy is for: 仅供清河社区展示, not 仅供清河社
    nor 仅供办理."""
    if _VERB_ALONE.search(purpose):
        return False
    return _USE.search(purpose) is not None or purpose.endswith("用")


def is_turned(text: str) -> bool:
    """Whether a restriction begins with the end of one, of a tile that was cut apart within its text:
    使用 仅供企业入驻审核."""
    first = next(iter(_parts(text)), "")
    match = _START.search(first)
    return match is not None and _USE.search(first[: match.start()].strip()) is not None


def says_rule(rule: str) -> bool:
    """Whether a rule on copies is whole: 再次复印无效, not 再次复印 nor 甘肃省次复印无效."""
    return _WHOLE_RULE.match(rule) is not None or rule.startswith(_COPY_RULES)


def lacks_purpose(restriction: UseRestriction) -> bool:
    """Whether it says more than its rule and its expiry, its expiry alone, or that another use is void, and
    no purpose was found in that; a copy that is certified, 与原件一致, has none."""
    if restriction.purpose is not None:
        return False
    if restriction.copy_rule is not None and _OTHER_USE.search(restriction.copy_rule):
        return True
    beside = _beside_certified(restriction.text)
    if beside is not None:
        return hints_at_restriction(beside)
    left = [part for part in _parts(restriction.text) if not (begins_rule(part) or begins_expiry(part))]
    return restriction.copy_rule is None or sum(map(is_cjk, "".join(left))) >= LEFT


def _beside_certified(text: str) -> str | None:
    """What else a text says that calls the copy like the original; none where it does not."""
    folded = fold(text).replace("复印件", "")
    found = [fuzz.partial_ratio_alignment(phrase, folded, score_cutoff=CERTIFIED) for phrase in _ORIGINAL]
    best = max((one for one in found if one is not None), key=lambda one: one.score, default=None)
    return None if best is None else folded[: best.dest_start] + folded[best.dest_end :]


def certifies(text: str) -> bool:
    """Whether a line says that the copy is like the original, which is for no purpose and has no expiry."""
    return len(text) > LEFT and _beside_certified(text) is not None


def begins_expiry(text: str) -> bool:
    """Whether a line says until when, though it may have lost a character: 行效期至2027年6月23日."""
    return _LIKE_EXPIRY.match(fold(text)) is not None


def parse_restriction(text: str, page_no: int) -> UseRestriction:
    """The fields of a restriction from its lines, joined by line breaks in reading order."""
    parts = _parts(text)
    purpose = next((cleaned for part in parts if (cleaned := _purpose(part))), None)
    rule = next((_NEXT_TILE.split(part)[0] for part in parts if _is_rule(part)), None)
    if rule is None:  # it follows the purpose without any mark: 仅供X使用他用一律无效
        rule = next((match[0] for part in parts if (match := _RULE_START.search(part))), None)
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
    return _RAN_ON.sub("", _RAN_IN.sub("", rule))


def find_domains(text: str) -> list[tuple[int, int]]:
    """Start and end of each domain in a text: 仅在收藏天下网站（sctx.com）上亮证."""
    return [match.span() for match in _DOMAIN.finditer(text)]


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
    near = [known for known in _COPY_RULES if len(known) == len(rule) and _one_apart(known, rule)]
    return near[0] if len(near) == 1 and rule not in _COPY_RULES else rule


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
                and _START.match(parts[-1]) is not None
                and not _USE.search(parts[-1])
                and not (begins_rule(cleaned) or begins_expiry(cleaned) or _START.match(cleaned))
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
    for pattern in (_RULE_START, re.compile("有效期限?至?|截止日期|截止至?|使用(?:期限?|时间)至")):
        match = pattern.search(part)
        if match and match.start() and (_START.match(part) or begins_expiry(part)):
            cuts.append(match.start())
    bounds = [*sorted(cuts), len(part)]
    pieces = [part[a:b].strip(" ,、") for a, b in pairwise(bounds)]
    return [piece for piece in pieces if piece]


def _purpose(part: str) -> str | None:
    match = _START.search(part)
    if match is None or _purpose_score(part) < 0.5:
        return None
    only = match["only"]
    closed = re.fullmatch(f"仅{_FOR}|{_ONLY}(?P<in>供|在)", only)
    meant = only if closed is None else f"仅{closed['in'] or '供'}"
    rest = re.sub("(?:使甩|便用)$", "使用", part[match.end() :])
    return _TWICE.sub(r"\1", (match["subject"] or "") + meant + _with_suffixes(rest))


def _purpose_score(part: str) -> float:
    folded = fold(part)
    match = _START.search(folded)
    if match is None or match.start() > 8:
        return 0.0
    rest = folded[match.end() :]
    uses = _USE.search(rest) is not None
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
    if _RULE_START.search(folded):
        return 0.95
    fitting = [rule for rule in _COPY_RULES if len(folded) >= len(rule) - 1]
    best = max((fuzz.partial_ratio(rule, folded, score_cutoff=_LIKE_RULE) for rule in fitting), default=0.0)
    return min(0.95, best / 100) if best >= _LIKE_RULE else 0.0


def _is_rule(part: str) -> bool:
    """Whether a part is a rule on copies; 本复印件有效期至2024年12月31日 is an expiry."""
    return _rule_score(fold(part)) >= 0.74 and _START.match(part) is None and _expiry(part) is None


def begins_rule(part: str) -> bool:
    """Whether a line is a rule on copies: 再次复印无效."""
    found = _RULE_START.search(part)
    return _is_rule(part) if found is None else found.start() == 0


def _original_score(folded: str) -> float:
    if len(folded) > 20:
        return 0.0
    return 0.9 * max(fuzz.partial_ratio(phrase, folded, score_cutoff=80) for phrase in _ORIGINAL) / 100


def _expiry(text: str) -> str | None:
    """The date that is labelled as an expiry; an unlabelled one may be the day of the stamp."""
    plain = spaced(text)
    start = 0
    for found in find_dates(text):
        if _EXPIRY.search(plain[start : found.start].replace(" ", "")):
            return found.normal.value
        start = found.end
    return None
