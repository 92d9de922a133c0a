"""Public suffixes: which there are, which sites of licenses have, and what is read for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cache

from rapidfuzz.distance.Levenshtein import distance

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
TOP_LEVEL = frozenset(f"{_COUNTRIES} {_GENERIC} {_CHINESE}".split())
# Below a country: the usual second levels, and the provinces of .cn.
_SECOND = """
com net org gov edu ac mil co
bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo
"""
GENERAL = ("com", "net", "org", "gov", "edu")
_SECOND_LEVEL = frozenset(_SECOND.split())
# What sites of licenses end in, and the hosts that they name.
_AT_HOME = "cn cc tv me io ai la hk tw mo us uk jp"
USUAL_COUNTRIES = frozenset(_AT_HOME.split())
_OFTEN = """
cn cc com net org info biz name pro mobi top xyz vip shop club site online store tech wang ltd group work fun
link live ink red xin
"""
USUAL = frozenset(_OFTEN.split())
LONG = 4  # letters of a suffix from which hardly another is one letter off


def _skeleton(label: str) -> str:
    """Labels that look alike have the same skeleton."""
    return re.sub("[1l|i]", "i", label.lower().replace("0", "o").replace("rn", "m").replace("vv", "w"))


def read_suffix(read: str) -> str | None:
    """The top-level domain, or the only one that looks like it (c0m, corn, v1p)."""
    if read.lower() in TOP_LEVEL:
        return read.lower()
    alike = _by_skeleton().get(_skeleton(read), ())
    return alike[0] if len(alike) == 1 else None


@cache
def _by_skeleton() -> Mapping[str, Sequence[str]]:
    """Top-level domains by what they look like."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in TOP_LEVEL:
        found[_skeleton(name)].append(name)
    return found


def nearest_suffix(read: str) -> str | None:
    """The only usual suffix that a misread one is like (ctub, ontiwe, comcn); what is short is like many."""
    country = read[-2:]
    if read[:-2] in GENERAL and country in USUAL_COUNTRIES:
        return f"{read[:-2]}.{country}"
    near = [(distance(read, usual), usual) for usual in USUAL if len(usual) > 2]
    least = min(steps for steps, _ in near)
    alike = [usual for steps, usual in near if steps == least]
    return alike[0] if len(alike) == 1 and least <= max(1, len(read) // 3) and len(read) > 2 else None


def only_near_suffix(read: str) -> str | None:
    """The usual suffix of four letters and more that a misread one is but for a letter, where no other
    top-level domain is (ontine, toch): there is no other reading."""
    near = [known for known in TOP_LEVEL if distance(read, known) <= 1]
    return near[0] if len(near) == 1 and near[0] in USUAL and len(near[0]) >= LONG else None


def may_be_cut(suffix: str) -> bool:
    """Whether a country's code that licenses hardly have may be the beginning of a suffix that they do."""
    return is_rare_suffix(suffix) and any(usual.startswith(suffix) for usual in USUAL)


def may_lack_letters(suffix: str) -> bool:
    """Whether such a code may be all that was read of a suffix of three letters or four: om or cm of com."""
    return is_rare_suffix(suffix) and any(
        re.search(".*".join(suffix), usual) for usual in USUAL if len(usual) in (3, 4)
    )


def is_rare_suffix(suffix: str) -> bool:
    """Whether it is a country's code that licenses hardly have, and what is read unlike it may not be."""
    return len(suffix) == 2 and suffix.isascii() and suffix.isalpha() and suffix not in USUAL_COUNTRIES


def whole_suffix(labels: Sequence[str]) -> str | None:
    """cn, where the last of ``labels`` is a country's code that licenses hardly have and stands behind a
    general suffix: abc.net.co of abc.net.cn. abc.co may be abc.com cut or whole: for a person to see."""
    general = len(labels) > 2 and labels[-2] in GENERAL
    return "cn" if general and may_be_cut(labels[-1]) else None


def may_go_on(above: str, below: str) -> bool:
    """Whether a domain that may be cut goes on in the next line, what parts the two being lost: abc.co,
    mxunli.com."""
    suffix = above.rpartition(".")[2]
    rests = [usual.removeprefix(suffix) for usual in USUAL if usual.startswith(suffix)]
    return may_be_cut(suffix) and any(below.startswith(rest) for rest in rests)


def suffix_letters(domain: str) -> int:
    """How many letters at the end of a normalized domain are those of its public suffix."""
    labels = domain.split(".")
    return sum(char.isalnum() for label in labels[-suffix_labels(labels) :] for char in label)


def is_near_second(labels: Sequence[str]) -> bool:
    """Whether the second level is one letter off a usual one, which it may be: abc.dom.cn, abc.con.cn."""
    inner = len(labels) > 2 and len(labels[-1]) == 2 and suffix_labels([*labels]) == 1
    return inner and any(distance(labels[-2], second) == 1 for second in GENERAL)


def suffix_labels(labels: list[str]) -> int:
    """How many labels belong to the public suffix: com.cn has two."""
    country = len(labels[-1]) == 2
    return 2 if country and len(labels) > 1 and labels[-2] in _SECOND_LEVEL else 1


def is_suffix(label: str) -> bool:
    """Whether a domain may end so: a top-level domain."""
    return label in TOP_LEVEL


def is_usual_suffix(label: str) -> bool:
    """Whether sites of licenses end so."""
    return label in USUAL


def is_at_home(label: str) -> bool:
    """Whether sites of licenses end so, or in a country's code that they have."""
    return label in USUAL or label in USUAL_COUNTRIES


def begins_usual_suffix(text: str) -> bool:
    """Whether a usual suffix begins with ``text``, which may be nothing yet."""
    return any(usual.startswith(text) for usual in USUAL)


def is_usual_end(text: str) -> bool:
    """Whether ``text`` is all of a suffix that sites of licenses have: com, net.cn, and not ng.cc."""
    second, dot, suffix = text.rpartition(".")
    return suffix in USUAL and (not dot or (second in GENERAL and len(suffix) == 2))


def is_only_suffix(suffix: str, unsure: Container[int]) -> bool:
    """Whether no other usual suffix has the letters of this one that are not ``unsure`` (offsets), which may
    be others, more or none: vi? is vip, c? may be cc and cn."""
    if not any(char.isalnum() and at not in unsure for at, char in enumerate(suffix)):
        return False
    pattern = re.compile(
        "".join(".{0,2}" if at in unsure else re.escape(char) for at, char in enumerate(suffix))
    )
    return [one for one in _whole_suffixes() if pattern.fullmatch(one)] == [suffix]


@cache
def _whole_suffixes() -> tuple[str, ...]:
    countries = [usual for usual in USUAL if len(usual) == 2]
    return (*USUAL, *(f"{second}.{country}" for second in GENERAL for country in countries))
