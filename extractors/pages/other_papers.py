"""Papers that tell of certificates and are none: contracts, forms, letters, decisions, lists, screens."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from extractors.normalize.text import fold
from extractors.pages.page_text import PageText
from extractors.pages.title import LARGE, TITLE, WHOLE, bare_title, title_similarity
from schemas.certificate import PageKind
from schemas.document_type import DocumentType
from schemas.page import SealKind

HEADING = 1.2  # usual line heights from which a row heads a paper; of the first rows any does
FIRST = 4
LEAST = 1.1  # the same from which a certificate's title is no cell of a table, nor a sentence's last row
LARGER = 1.1  # times the title's size that the heading of a paper which names it is set in
ALONE = 86.0  # similarity (0-100) of a row that is a title and no label with a title for its value
SET_OFF = 1.3  # the same on what may be a further page, whose rows and cells end in any word
LONGER = 8  # characters that a certificate's own title may be longer than declared

_PARTIES = tuple(
    tuple(re.compile(f"(?:^|[^\u3400-\u9fff]){party}[:(),]") for party in pair)
    for pair in (
        ("甲方", "乙方"), ("委托[方人]", "受托[方人]"), ("出租[方人]", "承租[方人]"), ("买方", "卖方"),
        ("供[货应]?方", "[需购]方"), ("发包[方人]", "承包[方人]"), ("转让[方人]", "受让[方人]"),
    )
)  # fmt: skip
_WORDS = "[^,。;:、?!《》]{0,40}"
_ABOUT = re.compile("关于|公司")  # what a heading that names a certificate begins with, or holds
_FORMS = re.compile(
    _WORDS + "(?:申请[表书单]|申报[表书]|审[批查核](?:表|意见书?)|审定意见书|决定书?|通知书?|告知书|"
    "公[告示](?:名单|表)?|年报(?:信息)?表?|年度报告[书表]?|承诺书?|责任书|保证书|委托书|声明书?|回[证执]|批复|函|"
    "请示|合同书?|协议书?|章程|发票|卷宗|报价单|收据|^证明|(?:变更|补充|真实性?|情况)证明|办法|条例|细则)"
)
_SCREENS = re.compile(
    _WORDS + "(?:公示系统|(?:管理|查询|服务|审批|信息)系统|服务平台|信息查询|查询结果|备案信息)"
)
_LISTS = re.compile(
    _WORDS
    + "(?:清单|一览表|目录|名单|[汇统][总计]表|信息表|登记表|填写说明|办[理事]指南|(?<!持证)须知|查询|封面|"
    r"基本信息(?:\(.*\))?)"
)
_LARGE = re.compile(
    _WORDS + "(?:[表单函状卡册]|(?<!证)书|决议|纪要|笔录|记录|台账|明细|报告|材料|说明|[汇通简]报|方案|文件)"
)
_PHRASES = re.compile(
    "声明作废|特此(?:声明|函[达告]|公告|通知)|行政复议|行政诉讼|郑重承诺|决定(?:依法)?(?:予以|准予|不予)|"
    "予以公[告示]|(?:现|特|兹)(?:申请|委托)|当事人[:：]|受送达人|受委托人|变更后登记内容|备案(?:主体|网站)信息"
)
_ADDRESS = re.compile(r"https?:|www\.")  # of the page that was printed, beside its name
_SITE = re.compile("首页|登录|版权所有|copyright|导航|联系我们|关于我们|资质荣誉|上一[页篇]", re.IGNORECASE)
_VOID = re.compile("注销|吊销|撤销|作废|缴销|遗失|废止")  # in a heading; in a contract they are threats
_VOIDED = re.compile("声明.{0,3}作废|决定.{0,6}(?:注销|吊销|撤销)")
_GRANT = re.compile("特颁?发此证|特颁发|准许你(?:单位|公司)")
_FURTHER = re.compile("附[页件录表](?:之?[一二三四五六七八九十0-9]{1,2})?(?:[:：].*)?")


def tells_of_certificates(text: PageText, document_type: DocumentType | None, kind: PageKind) -> bool:
    """Whether the page is a paper about certificates by its heading or its sentences: one that quotes a
    number, a holder and a term has the labels of a certificate. What bears the title of ``document_type``,
    set off and not below a larger heading, is that; ``kind`` is what the page would be of it, and one headed
    as a further page of a certificate is so by its own words."""
    title = _title_size(text, document_type) if document_type is not None else 0.0
    if title >= LARGE:
        return False
    if kind not in (PageKind.MAIN, PageKind.OTHER):
        return not title and (_is_contract(text) or _is_other_further(text, document_type))
    headed = _heading_size(text)
    if title:
        return headed > LARGER * title
    if headed or _is_contract(text):
        return True
    return _PHRASES.search(text.whole) is not None or len(set(_SITE.findall(text.whole))) > 2


def has_title(text: PageText, document_type: DocumentType) -> bool:
    """Whether the type's title stands on the page, alone in a row or set off, or the page grants what forms
    without a title grant by a sentence."""
    titles = list(map(fold, document_type.titles))
    rows = [*map(bare_title, text.rows), *_headings(text)]
    return _GRANT.search(text.whole) is not None or any(
        fuzz.ratio(title, row) >= ALONE for row in rows for title in titles
    )


def _longest(document_type: DocumentType) -> int:
    return max(map(len, document_type.titles)) + LONGER


def _is_other_further(text: PageText, document_type: DocumentType | None) -> bool:
    """Whether what has an annex's table or provisions' clauses is headed as another paper."""
    if _is_further(text, document_type):
        return False
    headed = any(size >= SET_OFF and _FORMS.fullmatch(row) for row, size in text.titles)
    return headed or _SCREENS.fullmatch(_first_rows(text)[0]) is not None


def _heading_size(text: PageText) -> float:
    """How large what heads the page as another paper is, in usual line heights; 0 where nothing does. No
    screen bears a seal, and a license with one names such a system beside its code."""
    kinds = (_FORMS, _LISTS) if text.seals(SealKind.OFFICIAL) else (_FORMS, _LISTS, _SCREENS)
    sizes = dict(text.titles)
    rows = [*_headings(text), *_first_rows(text)]
    found = [row for row in rows if any(kind.fullmatch(row) for kind in kinds)]
    large = [row for row, size in text.titles if size >= SET_OFF]
    found += [row for row in [*large, _first_rows(text)[0]] if _LARGE.fullmatch(row)]
    return max((sizes.get(row, 1.0) for row in found), default=0.0)


def is_headed_otherwise(text: PageText, document_type: DocumentType) -> bool:
    """Whether a further page is headed as a list and not as a certificate's page: 网站信息登记表."""
    if _is_further(text, document_type):
        return False
    return any(_LISTS.fullmatch(row) for row in [*_headings(text), *_first_rows(text)])


def tells_void(text: PageText, number: str) -> bool:
    """Whether the paper says that the certificate of this number is void: a decision, a notice of loss."""
    words = text.whole.replace("\n", "")
    if fold(number) not in words:
        return False
    headings = [*_headings(text), *_first_rows(text)]
    return any(map(_VOID.search, headings)) or _VOIDED.search(words) is not None


def _title_size(text: PageText, document_type: DocumentType) -> float:
    """How large a row is that is the type's title and nothing more, in usual line heights; 0 where none is
    set off. No 关于注销…许可证 over two rows, and no cell of a table."""
    whole = set(map(bare_title, text.rows))
    sizes = (
        size
        for row, size in text.titles
        if size >= (LEAST if row in whole else HEADING)
        and len(row) <= _longest(document_type)
        and title_similarity(row, document_type.titles) >= WHOLE
        and not (_FORMS.fullmatch(row) or _LISTS.fullmatch(row) or _ABOUT.search(row))
    )
    return max(sizes, default=0.0)


def _headings(text: PageText) -> list[str]:
    """Rows of the upper half that are set larger than others."""
    return [row for row, size in text.titles if size >= HEADING]


def _first_rows(text: PageText) -> list[str]:
    """The first rows, without the address of a page that was printed from a screen."""
    return [bare_title(_ADDRESS.split(row)[0]) for row in text.rows[:FIRST]] or [""]


def _is_contract(text: PageText) -> bool:
    """Whether two parties agree on the page: its clauses are theirs, a license's number one party's."""
    return any(all(any(map(party.search, text.rows)) for party in pair) for pair in _PARTIES)


def _is_further(text: PageText, document_type: DocumentType | None) -> bool:
    """Whether a row is the heading of a certificate's further page: 附页, 特别规定事项."""
    titles = [title for page in document_type.pages for title in page.titles] if document_type else []
    return any(
        _FURTHER.fullmatch(row) or any(fuzz.ratio(title, row) >= TITLE for title in titles)
        for row in text.rows
    )
