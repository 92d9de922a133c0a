"""What is told of one value, by code: how severe it is, in Chinese, in English."""

from __future__ import annotations

from schemas.field import Severity

VALUE_TEXTS: dict[str, tuple[Severity, str, str]] = {
    "missing": (Severity.ERROR, "应有而未找到", "expected on this document, not found"),
    "illegible": (Severity.ERROR, "有标签而读不出值", "its label is there, no value could be read"),
    "doubtful": (
        Severity.WARNING,
        "读数把握不足，请核对",
        "read with too little confidence: compare with the page",
    ),
    "number_form": (Severity.ERROR, "不符合许可证编号格式", "not the form of a license number"),
    "confusable_number": (
        Severity.WARNING,
        "编号含易混字符 (I/1, O/0)，请核对",
        "a letter of the number may be a figure (I or 1, O or 0): compare with the page",
    ),
    "number_prefix": (Severity.WARNING, "编号前的省份字不明", "unclear character where the province stands"),
    "issuer_number": (
        Severity.WARNING,
        "发证机关与编号省份不符",
        "the issuer is not that of the number's province",
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
        "月、日的汉字数字未读清，可能多一笔或少一笔，请核对",
        "a numeral of month or day was read unsurely, a stroke may be lost or one too many: see the page",
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
    "misspelled_domain": (
        Severity.WARNING,
        "域名似有一字误读，请核对",
        "one letter keeps the domain's name from being words: compare with the page",
    ),
    "credit_code_form": (Severity.WARNING, "不是统一社会信用代码", "not the form of a credit code"),
    "credit_code_check": (
        Severity.WARNING,
        "信用代码校验位不符",
        "the credit code's check digit does not fit",
    ),
    "address_form": (Severity.WARNING, "不像地址", "does not look like an address"),
    "text_form": (
        Severity.WARNING,
        "不是此项应有的内容，请核对",
        "not what this field says as its type declares it: compare with the page",
    ),
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
    "areas_miscounted": (
        Severity.WARNING,
        "列出的地名与所写的个数不符",
        "a list names fewer or more places than it says",
    ),
    "areas_missing": (
        Severity.WARNING,
        "未找到该业务的覆盖范围，可能在未扫描的附页上",
        "where the service may be offered was not found; it may stand on an annex that was not scanned",
    ),
}
