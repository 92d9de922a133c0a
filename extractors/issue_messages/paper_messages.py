"""What is told of seals, watermarks, whole pages and files, by code, as of values."""

from __future__ import annotations

from schemas.field import Severity

PAPER_TEXTS: dict[str, tuple[Severity, str, str]] = {
    "numbers_differ": (Severity.ERROR, "各页编号不一致", "pages carry different license numbers"),
    "company_differs": (Severity.WARNING, "附页所写公司与正文不同", "a further page names another company"),
    "issuer_unknown": (Severity.WARNING, "印章不是已知的发证机关", "the seal names no known issuer"),
    "issuer_unclear": (
        Severity.WARNING,
        "印章文字不足以确定机关",
        "the seal's text does not settle which authority it is",
    ),
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
    "areas_unread": (Severity.WARNING, "该行的业务或地域未读入", "a row of no known service or places"),
    "annex_unread": (Severity.WARNING, "附页内容未能读出", "nothing was found on this annex page"),
    "annex_missing": (
        Severity.WARNING,
        "正文写明见附页，但没有附页",
        "its value is on an annex by what the main page says, and no annex is among its pages",
    ),
    "domain_hidden": (
        Severity.WARNING,
        "该网站未读到域名，可能被印章遮盖",
        "no domain was read for this site where a seal lies: it may hide one",
    ),
    "sites_unread": (Severity.WARNING, "附页上有域名未能读入网站", "domains of an annex that no site has"),
    "column_unread": (
        Severity.WARNING,
        "附页表格中有未读入的栏目",
        "a column of an annex's table whose head is of no known kind",
    ),
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
    "changes_unread": (
        Severity.WARNING,
        "附有变更记录，内容未读入：请核对现行登记事项",
        "a record of changes, which is not read: see what it says of the values of the main page",
    ),
    "void_mark": (
        Severity.WARNING,
        "页面上有作废、注销一类的字样，请核对证照是否仍有效",
        "a mark upon the page says that the certificate is void: see whether it is in force",
    ),
    "untitled": (
        Severity.WARNING,
        "正文页没有证照标题，可能是表格、函件或网页，请核对",
        "no title on a main page: it may be a table, a letter or a screen that quotes a certificate",
    ),
    "headed_otherwise": (
        Severity.WARNING,
        "按附页读取的一页另有标题，可能不属于该证，请核对",
        "a page read as an annex is headed as another paper: see whether it is of this certificate",
    ),
    "void_paper": (
        Severity.WARNING,
        "同批文件中有注销、撤销、遗失作废一类的文书提到该证，请核对是否仍有效",
        "a decision or notice beside it says that the certificate is void: see whether it is in force",
    ),
    "specimen_mark": (
        Severity.ERROR,
        "页面上有样本、样式一类的字样，可能不是真实证照，请核对",
        "a mark upon the page says that it is a specimen: no certificate in force, see the page",
    ),
    "longer_mark": (
        Severity.WARNING,
        "页面上有延长有效期的字样，请核对",
        "a mark upon the page says that the certificate holds longer than is printed: compare with the page",
    ),
    "pages_of_either": (
        Severity.WARNING,
        "同一编号有两份内容不同的正文，附页等属于哪一份无法确定，请核对",
        "two main pages bear this number and differ: its further pages may be of either, see which",
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
    "carries_damage": (
        Severity.WARNING,
        "文件有部分内容已损坏或缺失，页面可能不完整，请重新导出或扫描",
        "a part of the file is damaged or missing, and its pages may not be whole: export or scan it again",
    ),
    "carries_form": (Severity.INFO, "文件含表单", "the file holds a form"),
    "carries_signatures": (
        Severity.INFO,
        "文件含电子签名，未验证",
        "the file holds electronic signatures, not verified",
    ),
    "provisions_unread": (Severity.WARNING, "规定事项未能读出", "no clause was found on pages of provisions"),
    "clause_gap": (Severity.WARNING, "特别规定事项编号不连续", "the provisions' numbering has a gap"),
}
