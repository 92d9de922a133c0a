"""A domain name: checked against public suffixes and IDNA, look-alikes flagged."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from rapidfuzz.distance.Levenshtein import distance

from extractors.normalize.domain_twins import find_doubtful, is_name
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.pinyin import is_one_off
from extractors.normalize.site_words import is_english, is_misspelled, is_words
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
_LEAST_OWN = 3  # letters of a name before a suffix that lost its dot
_SCHEME = re.compile(r"^h[t]{2}ps?:?/{1,2}")
_LETTERS = re.compile(r"(?<![01a-z])[a-z]+(?![01a-z])")
_PATH = re.compile(r"[/?#].*$")


def normalize_domain(text: str) -> Normal:
    """One domain. ``doubtful`` are the offsets of characters that only the pixels can tell apart."""
    plain = to_simplified(unicodedata.normalize("NFKC", text)).strip(" .:,;()[]<>\"'“”《》【】")
    plain = "".join(plain.split())
    unaccented = _without_accents(plain)
    repairs = [] if unaccented == plain else [Repair.CONFUSION]
    dotted = re.sub(r"[。·•・]|\.{2,}", ".", unaccented)
    if dotted != unaccented:
        repairs.append(Repair.SEPARATOR)
    begun = (
        dotted if dotted.startswith("I") else dotted[:1].lower() + dotted[1:]
    )  # an I may be an l there too
    bare = _PATH.sub("", _SCHEME.sub("", begun)).strip(".")
    labels = bare.split(".")
    if len(labels) < 2:
        return Normal(bare.lower() or None, failed=(Check.DOMAIN_FORM,))
    suffix = _read_suffix(labels[-1])
    if suffix is None:
        near = _nearest_suffix(labels[-1].lower())
        if near is not None:
            bare, repairs = ".".join([*labels[:-1], near]), [*repairs, Repair.CONFUSION]
        return Normal(bare.lower(), repairs=unique_repairs(repairs), failed=(Check.DOMAIN_SUFFIX,))
    if suffix != labels[-1].lower():
        repairs.append(Repair.CONFUSION)
    values = [*(label.lower() for label in labels[:-1]), suffix]
    value = ".".join(values)
    if not all(map(_is_label, values)) or len(value) > 253 or _suffix_labels(values) >= len(values):
        return Normal(value, repairs=unique_repairs(repairs), failed=(Check.DOMAIN_FORM,))
    doubtful = find_doubtful(labels, len(values) - _suffix_labels(values))
    failed = [Check.CONFUSABLE_DOMAIN] if doubtful else []
    own = values[len(values) - _suffix_labels(values) - 1]
    broken = _may_be_two(values) or _may_be_cut(suffix) or _may_lack_dot(own, values) or _has_dirt(values)
    if unaccented != plain or _is_misspelled(own):
        failed.append(Check.UNSURE_DOMAIN)
    if broken or len(own) == 1:  # a.com.cn of data.com.cn
        failed.append(Check.DOMAIN_BREAK)
    return Normal(value, repairs=unique_repairs(repairs), failed=tuple(failed), doubtful=doubtful)


def _is_misspelled(label: str) -> bool:
    """Whether a label's letters are no words and one of them keeps the others from being some, or pinyin. A 1
    or 0 beside them may be a letter too."""
    parts = _LETTERS.findall(label.replace("-", ""))
    return any((is_one_off(part) and not is_words(part)) or is_misspelled(part) for part in parts)


def _without_accents(text: str) -> str:
    """Latin letters without the marks that dirt gives them (ù, é): no domain of a license has any."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(
        c for at, c in enumerate(apart) if not (unicodedata.combining(c) and apart[at - 1].isascii())
    )
    return unicodedata.normalize("NFC", bare)


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
    """Whether a label behind the first is a number, or the two first are one name: dirt in go101360.cn and
    yueju520.com is read as a dot. Hosts are words: shop.yueju520.com."""
    own = labels[: len(labels) - _suffix_labels(labels)]
    is_named = len(own) == 2 and own[0] not in _HOSTS and not is_english(own[0]) and is_name("".join(own))
    return is_named or any(label.isdecimal() for label in own[1:])


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
    return sum(char.isalnum() for label in labels[-_suffix_labels(labels) :] for char in label)


def _suffix_labels(labels: list[str]) -> int:
    """How many labels belong to the public suffix: com.cn has two."""
    country = len(labels[-1]) == 2
    return 2 if country and len(labels) > 1 and labels[-2] in _SECOND_LEVEL else 1


def is_suffix(label: str) -> bool:
    """Whether a domain may end so: a top-level domain."""
    return label in _TOP_LEVEL


def is_usual_suffix(label: str) -> bool:
    """Whether sites of licenses end so."""
    return label in _USUAL


def is_usual_end(text: str) -> bool:
    """Whether ``text`` is all of a suffix that sites of licenses have: com, net.cn, and not ng.cc."""
    second, dot, suffix = text.rpartition(".")
    return suffix in _USUAL and (not dot or (second in _GENERAL and len(suffix) == 2))


def begins_as_host(labels: list[str]) -> bool:
    """Whether a domain of several labels begins as a host's name does: www."""
    return labels[0] in _HOSTS


def _nearest_suffix(read: str) -> str | None:
    """The only usual suffix that a misread one is like (ctub, ontiwe, comcn); what is short is like many."""
    country = read[-2:]
    if read[:-2] in _GENERAL and country in _USUAL_COUNTRIES:
        return f"{read[:-2]}.{country}"
    near = [(distance(read, usual), usual) for usual in _USUAL if len(usual) > 2]
    least = min(steps for steps, _ in near)
    alike = [usual for steps, usual in near if steps == least]
    return alike[0] if len(alike) == 1 and least <= max(1, len(read) // 3) and len(read) > 2 else None


def suffix_run_on(label: str) -> str | None:
    """The suffix with which a label begins that goes on as a name of pinyin: siteheng of abc.siteheng.com."""
    found = [suffix for suffix in _USUAL if label.startswith(suffix) and is_name(label.removeprefix(suffix))]
    return max(found, key=len, default=None)


def with_lost_dot(read: Normal) -> Normal | None:
    """What was read, with the dot before its suffix put back where there is none: abcshop, abcnetcn."""
    own = read.value or ""
    if "." in own or not _LABEL.fullmatch(own):
        return None
    ends = [suffix for suffix in _USUAL if own.endswith(suffix) and len(own) >= len(suffix) + _LEAST_OWN]
    suffix = max(ends, key=len, default="")
    if not suffix:
        return None
    own = own.removesuffix(suffix)
    second = [label for label in _GENERAL if own.endswith(label) and len(own) >= len(label) + _LEAST_OWN]
    if len(suffix) == 2 and second:
        own, suffix = own.removesuffix(second[0]), f"{second[0]}.{suffix}"
    dotted = normalize_domain(f"{own}.{suffix}")
    return replace(dotted, repairs=unique_repairs([*read.repairs, *dotted.repairs, Repair.SEPARATOR]))


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
