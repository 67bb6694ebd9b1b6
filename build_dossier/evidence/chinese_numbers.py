"""Numbers in Chinese characters, as China, Japan and Taiwan write them: 一百万, 三十六, 两封, 百分之九十八, 九成.

A run of numerals is a figure where it has two or more, one of which raises (十百千万亿), and where it stands
before a measure word (三家, 五年). 一 is the article, but before a unit of time; after 第 (an ordinal) only what
counts occasions is a figure. Words that only look like numbers (万一, 十分, 千万 alone) are listed below.
The values are those of Unicode's `kPrimaryNumeric`, https://www.unicode.org/reports/tr38/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from build_dossier.evidence.number_words import Number

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
"""What raises a number in characters or in digits: 380万."""
NUMERALS = "".join({**_DIGITS, **_TENS, **SCALES})
"""Every character of such a number."""

_MEASURES = "个個名家位人件份封次年日天周週岁歲种種项項条條宗起倍元块塊美欧歐户戶辆輛台座所间間届屆场場页頁吨噸米"
_SPANS = "年天周週岁歲"
_OCCASIONS = "次年届屆"
_NO_NUMBERS = ("万一", "萬一", "十分", "千万", "千萬", "万万", "百万富翁", "七七八八")
_RUN = re.compile(
    rf"(?P<share>百分之)?(?P<few>[数數几幾上])?(?P<run>[{NUMERALS}]+)(?P<tenths>成(?![功为為员員立本果长長就]))?"
)
_LONGEST = 40


def chinese_numbers(text: str) -> Iterator[tuple[Number, bool]]:
    """The figures in a text, in order, each with whether it is a share (its value is then in percent)."""
    for match in _RUN.finditer(text):
        run, before, after = match.group("run"), text[: match.start()][-1:], text[match.end("run") :][:1]
        if len(run) > _LONGEST or any(text.startswith(word, match.start()) for word in _NO_NUMBERS):
            continue
        is_tenths = bool(match.group("tenths")) and len(run) == 1
        is_share = bool(match.group("share")) or is_tenths
        if is_share or match.group("few") or _counts(run, before, after):
            start = match.start() if is_share or match.group("few") else match.start("run")
            value = Decimal(numeral_value(run) * (10 if is_tenths else 1))
            end = match.end() if is_tenths else match.end("run")
            yield Number(start, end, None if match.group("few") else value), is_share


def _counts(run: str, before: str, after: str) -> bool:
    if not after and len(run) == 1:
        return False
    if before == "第":
        return after in _OCCASIONS
    if run in "一壹":
        return after in _SPANS
    raises = len(run) > 1 and any(char in _TENS or char in SCALES for char in run)
    return raises or (after != "" and after in _MEASURES)


def numeral_value(run: str) -> int:
    """The number that numerals make: 二百五十万 is 2,500,000; a run of digits alone is read one by one."""
    if all(char in _DIGITS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run))
    total = section = digit = 0
    for char in run:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        elif total > SCALES[char]:  # 一亿二千万
            total, section, digit = total + (section + digit) * SCALES[char], 0, 0
        else:
            total, section, digit = (total + section + digit or 1) * SCALES[char], 0, 0
    return total + section + digit
