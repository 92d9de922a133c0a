"""A domain name: checked against public suffixes and IDNA, look-alikes flagged."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from itertools import product

from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.pinyin import is_pinyin
from extractors.normalize.text import is_cjk, to_simplified

# Top-level domains: all of ISO 3166 that are delegated, and the generic ones in use for sites.
_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc
cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga
gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp
ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms
mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro
rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv
tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
_GENERIC = """
com net org edu gov mil int info biz name pro mobi asia tel travel jobs cat aero coop museum post xxx arpa
top xyz vip shop club site online store tech wang ltd group work fun link live ink red kim ren love pub team
email company city news plus run life space website host press wiki design beer cool chat fit icu cyou fan
luxe yoga zone gold show today world center market guru social app dev cloud art video game games auto autos
beauty bio blog cab cafe cash care cards clinic coffee college community computer consulting dance date deals
digital education energy engineering estate events exchange expert express family fans farm film finance fish
fund fyi gallery garden gift global green health help homes hotel house international kids land law legal
limited loan ltda management marketing media men mom money movie network nexus page park party pay photo
photos pictures pink place poker properties pub pw realty restaurant rest review sale school science security
services shopping skin ski soccer software solutions sports stream studio style support systems tax taxi
technology tennis tickets tips tools tours town toys trade training tube university vacations ventures villas
vision voyage watch webcam wedding win wine works wtf baidu weibo xin citic unicom
"""
_CHINESE = """
中国 公司 网络 网址 商城 网店 集团 我爱你 中文网 在线 政务 公益 移动 手机 商标 信息 游戏 娱乐 企业 餐厅
香港 台湾
"""
_TOP_LEVEL = frozenset(f"{_COUNTRIES} {_GENERIC} {_CHINESE}".split())
# Below a country: the usual second levels, and the provinces of .cn.
_SECOND = """
com net org gov edu ac mil co
bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo
"""
_GENERAL = ("com", "net", "org", "gov", "edu")
_SECOND_LEVEL = frozenset(_SECOND.split())
# What sites of licenses end in, and the hosts that they name.
_AT_HOME = "cn cc tv me io ai la hk tw mo us uk jp"
_USUAL_COUNTRIES = frozenset(_AT_HOME.split())
_OFTEN = """
cn cc com net org info biz name pro mobi top xyz vip shop club site online store tech wang ltd group work fun
link live ink red xin
"""
_USUAL = frozenset(_OFTEN.split())
_HOSTS = frozenset({"www", "m", "wap", "mobile", "mail", "app", "api"})
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SCHEME = re.compile(r"^h[t]{2}ps?:?/{1,2}")
_PATH = re.compile(r"[/?#].*$")


def normalize_domain(text: str) -> Normal:
    """One domain. ``doubtful`` are the offsets of characters that only the pixels can tell apart."""
    plain = to_simplified(unicodedata.normalize("NFKC", text)).strip(" .:,;()[]<>\"'“”《》【】")
    plain = "".join(plain.split())
    repairs: list[Repair] = []
    dotted = re.sub(r"[。·•・]|\.{2,}", ".", plain)
    if dotted != plain:
        repairs.append(Repair.SEPARATOR)
    bare = _PATH.sub("", _SCHEME.sub("", dotted[:1].lower() + dotted[1:])).strip(".")
    labels = bare.split(".")
    if len(labels) < 2:
        return Normal(bare.lower() or None, failed=(Check.DOMAIN_FORM,))
    suffix = _read_suffix(labels[-1])
    if suffix is None:
        return Normal(bare.lower(), repairs=unique_repairs(repairs), failed=(Check.DOMAIN_SUFFIX,))
    if suffix != labels[-1].lower():
        repairs.append(Repair.CONFUSION)
    values = [*(label.lower() for label in labels[:-1]), suffix]
    value = ".".join(values)
    if not all(map(_is_label, values)) or len(value) > 253 or _suffix_labels(values) >= len(values):
        return Normal(value, repairs=unique_repairs(repairs), failed=(Check.DOMAIN_FORM,))
    doubtful = _doubtful(labels, len(values) - _suffix_labels(values))
    failed = [Check.CONFUSABLE_DOMAIN] if doubtful else []
    own = values[len(values) - _suffix_labels(values) - 1]
    broken = _may_be_two(values) or _may_be_cut(suffix) or _may_lack_dot(own, values) or _has_dirt(values)
    if broken or len(own) == 1:  # a.com.cn of data.com.cn
        failed.append(Check.DOMAIN_BREAK)
    return Normal(value, repairs=unique_repairs(repairs), failed=tuple(failed), doubtful=doubtful)


def _may_be_two(labels: list[str]) -> bool:
    """Whether a mark between two domains may be lost: kuaibo.cnyinshu.com. Hosts below a site are few."""
    own = labels[1 : len(labels) - _suffix_labels(labels)]
    return labels[0] not in _HOSTS and any(
        label.startswith(suffix) and len(label) >= len(suffix) + 3 for label in own for suffix in _USUAL
    )


def _may_lack_dot(own: str, labels: list[str]) -> bool:
    """Whether the dot within a country's suffix may be lost: linhuinet.cn of linhui.net.cn."""
    alone = _suffix_labels(labels) == 1 and len(labels[-1]) == 2
    return alone and any(own.endswith(second) and len(own) >= len(second) + 3 for second in _GENERAL)


def _has_dirt(labels: list[str]) -> bool:
    """Whether a label behind the first is a number: dirt in go101360.cn is read as a dot."""
    return any(label.isdecimal() for label in labels[1 : len(labels) - _suffix_labels(labels)])


def _may_be_cut(suffix: str) -> bool:
    """Whether a country's code that licenses hardly have may be the beginning of a suffix that they do."""
    country = len(suffix) == 2 and suffix not in _USUAL_COUNTRIES
    return country and any(usual.startswith(suffix) for usual in _USUAL)


def may_go_on(above: str, below: str) -> bool:
    """Whether a domain that may be cut goes on in the next line, what parts the two being lost: abc.co,
    mxunli.com."""
    suffix = above.rpartition(".")[2]
    rests = [usual.removeprefix(suffix) for usual in _USUAL if usual.startswith(suffix)]
    return _may_be_cut(suffix) and any(below.startswith(rest) for rest in rests)


def suffix_letters(domain: str) -> int:
    """How many letters at the end of a normalized domain are those of its public suffix."""
    labels = domain.split(".")
    return sum(map(len, labels[-_suffix_labels(labels) :]))


def _suffix_labels(labels: list[str]) -> int:
    """How many labels belong to the public suffix: com.cn has two."""
    country = len(labels[-1]) == 2
    return 2 if country and len(labels) > 1 and labels[-2] in _SECOND_LEVEL else 1


def is_suffix(label: str) -> bool:
    """Whether a domain may end so: a top-level domain."""
    return label in _TOP_LEVEL


def _is_label(label: str) -> bool:
    if any(map(is_cjk, label)):
        try:
            encoded = label.encode("idna")
        except UnicodeError:
            return False
        return len(encoded) <= 63 and all(is_cjk(c) or c.isdecimal() or c == "-" for c in label)
    return _LABEL.fullmatch(label) is not None


def _skeleton(label: str) -> str:
    """Labels that look alike have the same skeleton."""
    return re.sub("[1l|i]", "i", label.lower().replace("0", "o").replace("rn", "m").replace("vv", "w"))


def _read_suffix(read: str) -> str | None:
    """The top-level domain, or the only one that looks like it (c0m, corn, v1p)."""
    if read.lower() in _TOP_LEVEL:
        return read.lower()
    alike = [name for name in _TOP_LEVEL if _skeleton(name) == _skeleton(read)]
    return alike[0] if len(alike) == 1 else None


_TWINS = {"l": "l1", "1": "1l", "I": "il1", "O": "o0", "0": "0o"}
_LOWER_TWINS = {"l": "l1", "1": "1l", "i": "il1", "o": "o0", "0": "0o"}
_MOST_READINGS = 512
_NAME = 5  # letters of pinyin


def _doubtful(labels: list[str], own: int) -> tuple[int, ...]:
    """Offsets of look-alikes in the ``own`` first labels that no other reading rules out.

    A label that reads as pinyin, or as pinyin with a number before or after it, while none of
    its look-alikes does, is certain.
    """
    offsets: list[int] = []
    start = 0
    for label in labels[:own]:
        places = [index for index, character in enumerate(label) if character in _TWINS]
        if places and not _certain(label):
            offsets.extend(start + index for index in places)
        start += len(label) + 1
    return tuple(offsets)


def _certain(label: str) -> bool:
    """Whether the label as read is the only sensible one of its look-alikes."""
    choices = [_TWINS.get(character, character.lower()) for character in label]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST_READINGS:
        return False
    sensible = [reading for reading in map("".join, product(*choices)) if _is_sensible(reading)]
    return sensible == [label.lower()]


def _is_sensible(label: str) -> bool:
    word = re.fullmatch(r"(\d*)([a-z]*)(\d*)", label)
    if word is None or (word[1] and word[3] and word[2]):
        return False
    number = word[1] + word[3]
    return (not word[2] or is_pinyin(word[2])) and (not number or len(number) > 1)


def with_pinyin(domain: Normal) -> Normal:
    """The domain with its doubtful characters as the only name of pinyin among their look-alikes has
    them (1ianjie as lianjie, dou101 for doul01); they stay in doubt."""
    if domain.value is None or not domain.doubtful:
        return domain
    labels, start = [], 0
    for label in domain.value.split("."):
        places = {offset - start for offset in domain.doubtful}
        labels.append(_as_pinyin(label, places))
        start += len(label) + 1
    value = ".".join(labels)
    if value == domain.value:
        return domain
    return replace(domain, value=value, repairs=unique_repairs([*domain.repairs, Repair.CONFUSION]))


def _as_pinyin(label: str, doubtful: set[int]) -> str:
    choices = [
        _LOWER_TWINS.get(char, char) if place in doubtful else char for place, char in enumerate(label)
    ]
    if math.prod(map(len, choices)) > _MOST_READINGS or _is_name(label):
        return label
    names = [reading for reading in map("".join, product(*choices)) if _is_name(reading)]
    return names[0] if len(names) == 1 else label


def _is_name(label: str) -> bool:
    """Whether every part between hyphens is pinyin with a number at one end; in all enough letters that
    no other word looks so (mall, ma11)."""
    parts = [re.fullmatch(r"(\d*)([a-z]*)(\d*)", part) for part in label.split("-")]
    pinyin = [part for part in parts if part and (not part[2] or is_pinyin(part[2]))]
    one_number = all(not (part[1] and part[2] and part[3]) for part in pinyin)
    return len(pinyin) == len(parts) and one_number and sum(len(part[2]) for part in pinyin) >= _NAME
