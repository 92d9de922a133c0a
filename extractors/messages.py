"""What an issue's code means, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.field import Issue, Severity
from schemas.page import Page

_TEXTS: dict[str, tuple[Severity, str, str]] = {
    "missing": (Severity.ERROR, "应有而未找到", "expected on this document, not found"),
    "illegible": (Severity.ERROR, "有标签而读不出值", "its label is there, no value could be read"),
    "doubtful": (
        Severity.WARNING,
        "读数把握不足，请核对",
        "read with too little confidence: compare with the page",
    ),
    "number_form": (Severity.ERROR, "不符合许可证编号格式", "not the form of a license number"),
    "number_prefix": (Severity.WARNING, "编号前的省份字不明", "unclear character where the province stands"),
    "numbers_differ": (Severity.ERROR, "各页编号不一致", "pages carry different license numbers"),
    "issuer_number": (
        Severity.WARNING,
        "发证机关与编号省份不符",
        "the issuer is not that of the number's province",
    ),
    "issuer_unknown": (Severity.WARNING, "印章不是已知的发证机关", "the seal names no known issuer"),
    "issuer_unclear": (
        Severity.WARNING,
        "印章文字不足以确定机关",
        "the seal's text does not settle which authority it is",
    ),
    "issuer_words": (
        Severity.WARNING,
        "名称不以声明的 words 结尾，按读取结果保留，请核对",
        "ends in none of the declaration's `words`, and is given as read; compare with the page",
    ),
    "date_missing": (Severity.ERROR, "此处没有日期", "no date stands here"),
    "date_incomplete": (Severity.ERROR, "日期不完整", "part of the date is missing"),
    "date_impossible": (Severity.ERROR, "日期不存在", "there is no such date"),
    "date_ambiguous": (Severity.ERROR, "日期有多种读法", "the date can be read in more than one way"),
    "date_digits": (
        Severity.WARNING,
        "月与日位数不一或留有一位的空隙，可能漏读一位",
        "month and day are not set alike, or there is room for one more digit: it may be lost",
    ),
    "date_cut": (Severity.WARNING, "未读到“日”字，日数可能不全", "日 was not read: the day may go on"),
    "digit_run": (
        Severity.WARNING,
        "连续的 1 可能多读或漏读",
        "of several 1 in a row one may be lost or read twice",
    ),
    "period_order": (Severity.ERROR, "终止日期早于起始日期", "ends before it starts"),
    "period_differs": (Severity.WARNING, "与证面自…至…所载不一致", "the printed period says otherwise"),
    "dates_alike": (
        Severity.WARNING,
        "发证日期与有效期起始日只差一个形近数字，其一可能有误",
        "day of issue and beginning of the period differ by one digit like the other: one may be misread",
    ),
    "dates_near": (
        Severity.WARNING,
        "有效期起止只差月或日一处，其一可能误读",
        "the period misses whole years by its month or day alone: one of the two dates may be misread",
    ),
    "digit_lost": (
        Severity.WARNING,
        "与另一日期只差一位数字，可能漏读",
        "one digit less than another date: it may be lost",
    ),
    "date_strokes": (
        Severity.WARNING,
        "月、日的一、二、三未读清，可能多一笔或少一笔，请核对",
        "month or day is 一, 二 or 三 and was read unsurely, a stroke may be too many: compare with the page",
    ),
    "date_completed": (
        Severity.WARNING,
        "日期部分无法辨认，按有效期年限补全，请核对",
        "a part of the date is illegible and follows from the period's usual length: compare with the page",
    ),
    "period_long": (
        Severity.WARNING,
        "有效期长于通常年限，日期可能误读",
        "the period is longer than any usual one: one of its dates may be misread",
    ),
    "period_length": (Severity.INFO, "有效期不是通常年限", "the period is not of a usual length"),
    "year_order": (Severity.WARNING, "编号年份晚于日期", "the number's year is later than the date"),
    "seal_differs": (Severity.WARNING, "与印章文字不符", "the seal says otherwise"),
    "seal_illegible": (
        Severity.WARNING,
        "有印章而文字未能读出，请核对",
        "a seal whose text could not be read: compare with the page",
    ),
    "seal_unclear": (
        Severity.WARNING,
        "印章文字把握不足，请核对",
        "a seal whose text is doubtful: compare with the page",
    ),
    "unknown_type": (
        Severity.WARNING,
        "未知证照类型：仅列出标签与值",
        "a certificate of no known type: its labels and values as printed (`licet types new` starts from it)",
    ),
    "type_unclear": (
        Severity.WARNING,
        "证照类型不确定，请核对",
        "another type fits nearly as well: compare with the page",
    ),
    "from_qr": (
        Severity.WARNING,
        "印刷内容未能读出，取自二维码，请核对",
        "its print could not be read; the value is the QR code's: compare with the page",
    ),
    "qr_differs": (Severity.WARNING, "与二维码内容不符", "the QR code says otherwise"),
    "amount_missing": (Severity.WARNING, "此处没有金额", "no amount stands here"),
    "amount_form": (Severity.WARNING, "金额写法有误", "the numerals make no amount"),
    "amount_unit": (Severity.WARNING, "金额缺少单位", "an amount without unit or currency"),
    "amount_ambiguous": (Severity.WARNING, "金额有多种读法", "several amounts stand here"),
    "name_empty": (Severity.ERROR, "名称为空", "no name stands here"),
    "company_suffix": (Severity.WARNING, "不像单位名称的结尾", "does not end as an organisation's name does"),
    "company_characters": (Severity.WARNING, "名称含有不当字符", "characters that names do not hold"),
    "person_length": (Severity.WARNING, "姓名长度异常", "unusual length for a person's name"),
    "person_characters": (
        Severity.WARNING,
        "姓名含有不当字符",
        "characters that names of people do not hold",
    ),
    "domain_form": (Severity.WARNING, "不是有效域名", "not a domain name"),
    "domain_suffix": (Severity.WARNING, "域名后缀未知", "unknown domain suffix"),
    "domain_break": (
        Severity.WARNING,
        "域名起止不明",
        "where one domain ends and the next begins is not certain",
    ),
    "confusable_domain": (
        Severity.WARNING,
        "域名含易混字符 (l/1/I, O/0)，请核对",
        "characters that look alike (l/1/I, O/0): compare with the page",
    ),
    "unsure_domain": (
        Severity.WARNING,
        "域名中有字符未读清，请核对",
        "a character of the domain was read unsurely: compare with the page",
    ),
    "credit_code_form": (Severity.WARNING, "不是统一社会信用代码", "not the form of a credit code"),
    "credit_code_check": (
        Severity.WARNING,
        "信用代码校验位不符",
        "the credit code's check digit does not fit",
    ),
    "address_form": (Severity.WARNING, "不像地址", "does not look like an address"),
    "place": (
        Severity.WARNING,
        "字行归属不确定，请核对",
        "which lines belong to it is not certain: compare with the page",
    ),
    "character_lost": (
        Severity.WARNING,
        "字间有空隙，可能漏读",
        "a gap in the print: a character may have been lost",
    ),
    "under_seal": (Severity.WARNING, "印章下的字未读清", "a character under a seal was read unsurely"),
    "brackets": (Severity.WARNING, "括号不成对", "one of a pair of brackets is missing"),
    "list_marks": (
        Severity.WARNING,
        "列表标点不确定",
        "which marks part the items is not certain: compare with the page",
    ),
    "name_misread": (
        Severity.WARNING,
        "名称中有疑似误读的字",
        "a character of the name is hardly the one that is printed",
    ),
    "only_misread": (Severity.WARNING, "“仅”字无所限，可能误读", "仅 limits nothing here: perhaps 仪"),
    "unknown_words": (
        Severity.WARNING,
        "含有业务目录以外的字词",
        "words that are in no catalogue of services",
    ),
    "service_unknown": (
        Severity.WARNING,
        "业务名称不在电信业务分类目录中",
        "a service that is not in the catalogue of telecom services",
    ),
    "service_repeated": (Severity.WARNING, "同一业务重复，限定不同", "granted twice, with other limits each"),
    "watermark_unread": (
        Severity.WARNING,
        "水印可能限制用途，但未读全",
        "a watermark may limit what the copy is for, and was not read whole",
    ),
    "purpose_misread": (Severity.WARNING, "用途文字可能误读", "a character of the purpose may be misread"),
    "purpose_cut": (
        Severity.WARNING,
        "用途未写完，可能漏读",
        "the purpose does not say what for: its end may have been lost",
    ),
    "rule_cut": (
        Severity.WARNING,
        "复印规定不完整，可能漏读",
        "the rule on copies is not whole: a part of it may have been lost",
    ),
    "purpose_unread": (
        Severity.WARNING,
        "使用限制的用途未读出",
        "a use restriction whose purpose was not read: see what its stamp says",
    ),
    "service_beyond": (
        Severity.WARNING,
        "附页列出了业务种类中没有的业务，业务种类可能漏行",
        "an annex lists a service that the scope does not: the scope may have lost a line",
    ),
    "areas_run_on": (
        Severity.WARNING,
        "地名之间可能漏读了分隔符或有错字",
        "a mark between two places may be lost, or a place misread",
    ),
    "areas_missing": (
        Severity.WARNING,
        "未找到该业务的覆盖范围，可能在未扫描的附页上",
        "where the service may be offered was not found; it may stand on an annex that was not scanned",
    ),
    "areas_unread": (Severity.WARNING, "该行的业务或地域未读入", "a row of no known service or places"),
    "annex_unread": (Severity.WARNING, "附页内容未能读出", "nothing was found on this annex page"),
    "class_mismatch": (
        Severity.WARNING,
        "业务种类与编号类别不符",
        "a service that the number's class does not cover",
    ),
    "domain_hidden": (
        Severity.WARNING,
        "该网站未读到域名，可能被印章遮盖",
        "no domain was read for this site where a seal lies: it may hide one",
    ),
    "sites_unread": (Severity.WARNING, "附页上有域名未能读入网站", "domains of an annex that no site has"),
    "inspections_unread": (
        Severity.WARNING,
        "年检记录未能读出",
        "seals of inspections, in cells of an unknown kind",
    ),
    "inspection_year": (
        Severity.WARNING,
        "年检年度与日期不符",
        "the year inspected is not the date's year nor the one before",
    ),
    "long_picture": (
        Severity.WARNING,
        "图像过长，可能含有多页",
        "too long for one page: it may hold several",
    ),
    "several_on_page": (
        Severity.WARNING,
        "同一页上可能有多份证照，未能分开，请核对",
        "several certificates may lie on one page, and nothing parts them: scan each by itself",
    ),
    "no_main_page": (Severity.WARNING, "没有找到正文页", "no main page was found among its pages"),
    "carries_encryption": (
        Severity.INFO,
        "文件已加密，无需密码即可打开",
        "the file is encrypted, and opens without a password",
    ),
    "carries_javascript": (
        Severity.WARNING,
        "文件含 JavaScript，未运行；其他程序显示的内容可能不同",
        "the file holds JavaScript, not run: other programs may show it otherwise",
    ),
    "carries_actions": (
        Severity.WARNING,
        "文件含动作或多媒体，未执行",
        "the file holds actions or media, not run",
    ),
    "carries_attachments": (Severity.INFO, "文件含附件，未打开", "the file holds attachments, not opened"),
    "carries_form": (Severity.INFO, "文件含表单", "the file holds a form"),
    "carries_signatures": (
        Severity.INFO,
        "文件含电子签名，未验证",
        "the file holds electronic signatures, not verified",
    ),
    "provisions_unread": (Severity.WARNING, "规定事项未能读出", "no clause was found on pages of provisions"),
    "clause_gap": (Severity.WARNING, "特别规定事项编号不连续", "the provisions' numbering has a gap"),
}


def carried_to_issues(pages: Iterable[Page]) -> list[Issue]:
    """What the files of ``pages`` carry beside their pages, each kind once."""
    kinds = dict.fromkeys(kind for page in pages for kind in page.carried)
    return [issue(f"carries_{kind.value}") for kind in kinds]


def issue(code: str, field: str | None = None, detail: str = "") -> Issue:
    """The issue with this code.

    Raises:
        KeyError: no message is written for ``code``.
    """
    severity, chinese, english = _TEXTS[code]
    message = f"{chinese} / {english}"
    return Issue(
        code=code, severity=severity, field=field, message=f"{message}: {detail}" if detail else message
    )
