"""What is printed beside a QR code, 扫描二维码登录…公示系统了解更多…, what a certificate says of itself,
本证书须定期接受监督审核…, the law that it is granted by, 根据《…条例》…, and who had its form printed,
国家市场监督管理总局监制: no value of any label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line

PITCH = 2.0  # line heights from one row of a caption to the next
FLUSH = 1.5  # the same by which the left edges of its rows differ
LIKE = 0.7  # least ratio of the heights of two of its rows
LEVEL = 0.6  # line heights that the middles of a label and of its value differ
NEAR = 12.0  # the same from a label's end to its value
WIDER = 1.4  # times the widest row so far that one of its rows may be
# A row of a scope may begin so as well, 扫描、晒图服务, and a name: 扫码查询网.
_FIRST = re.compile(
    "[^\u3400-\u9fff]?请?(?:使?用)?(?:微信|手机)?扫(?:一扫|描?[此本该上下左右方侧的]*(?:二维|市场主体|身份码)"
    "|码.{0,12}(?:公示|了解|真伪|详情))"
    "|请?先?(?:微信)?关注.{2,24}公众号"
    # of the certificate itself; 本证书有效期 has a value behind it, and 数字|证书应用服务 is wrapped
    "|(?:注:)?(?:[本该此](?:认证)?)?证书(?:在国家|必?须(?!知)|需(?!求)|应(?![用急对])|如(?!何)|的有效[性状]"
    "|信息(?:[可请见在由应,]|及其|查询(?:[:请可在]|网[址站]|方式)))"
    "|(?:注:)?获证(?:组织|企业|单位|客户)(?:必须|应(?![用急对])|须(?!知)|需(?!求)|如(?!何))"
    # what it is granted by, beside the values of a form that lies across
    "|(?:根据|依据|按照)《(?:中华人民共和国|[^》]{2,20}(?:法|条例|办法|规定)》)"
)

_PRINTED_BY = re.compile("(?:国家|中华人民共和国)[\u3400-\u9fff]{2,20}[局部委会署](?:统一)?[监印]?制")


def without_captions(lines: Sequence[Line], labels: Sequence[Line] = ()) -> list[Line]:
    """The lines without the rows of a caption, which begins with 扫, 本证书 or 根据 and whose rows are set
    one close below the other: joined with what is level with them, or above, they would be read as one value.
    What stands next to one of the ``labels`` is its value."""
    firsts = [line for line in lines if _FIRST.match(fold(line.text))]
    printed_by = {id(line) for line in lines if _PRINTED_BY.fullmatch(fold(line.text))}
    if not firsts:  # of most pages
        return [line for line in lines if id(line) not in printed_by]
    free = [line for line in lines if not _is_beside(line, lines, labels)]
    held = {id(line) for line in free}
    taken = {id(row) for line in firsts if id(line) in held for row in _rows(line, free)}
    return [line for line in lines if id(line) not in taken | printed_by]


def _is_beside(line: Line, lines: Sequence[Line], labels: Sequence[Line]) -> bool:
    """Whether a label stands near to its left and nothing between the two."""
    before = [
        other
        for other in (*lines, *labels)
        if abs(other.middle - line.middle) < LEVEL * line.height and other.box.right < line.box.center[0]
    ]
    nearest = max(before, key=lambda other: other.box.right, default=line)
    near = line.box.left - nearest.box.right < NEAR * line.height
    return near and any(nearest is label for label in labels)


def _rows(first: Line, lines: Sequence[Line]) -> list[Line]:
    rows = [first]
    for line in sorted(lines, key=lambda line: line.middle):
        if line.middle > rows[-1].middle and line is not first and _goes_on(line, rows):
            rows.append(line)
    return rows


def _goes_on(line: Line, rows: Sequence[Line]) -> bool:
    above = rows[-1]
    size = max(above.height, line.height)
    alike = min(above.height, line.height) > LIKE * size
    flush = min(
        abs(line.box.center[0] - rows[0].box.center[0]),
        *(abs(line.box.left - row.box.left) for row in rows),  # the first may be set in, or out
    )
    near = line.middle - above.middle < PITCH * size and flush < FLUSH * size
    ended = above.text.endswith("。")
    return alike and near and not ended and line.box.width < WIDER * max(row.box.width for row in rows)
