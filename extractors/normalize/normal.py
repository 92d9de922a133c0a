"""What a normalizer returns: the normal form, what it had to repair, and which checks failed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Repair(StrEnum):
    """A change to the text as read that the grammar of the field left no choice about."""

    CONFUSION = "confusion"  # a character that cannot stand here, replaced by its look-alike
    SEPARATOR = "separator"  # a hyphen, dot or comma restored or put right
    MARK_MISSING = "mark_missing"  # 年, 月, 日 or 号 was lost or misread and has only one place
    ZERO_MISSING = "zero_missing"  # the 〇 of 二〇二四, which is easily lost and has only one place
    PROVINCE = "province"  # a character that looks like exactly one province's
    SPACE = "space"  # white space taken out of the middle of a value
    SUFFIX = "suffix"  # the legal form of a company's name
    CURRENCY_ASSUMED = "currency_assumed"  # an amount without a currency, taken as CNY


class Check(StrEnum):
    """A check that failed; these are codes of ``Issue`` too."""

    NUMBER_FORM = "number_form"  # not a license number
    CONFUSABLE_NUMBER = "confusable_number"  # a letter before a figure that may be one: I or O
    NUMBER_PREFIX = "number_prefix"  # an unknown character stands where a province may
    DATE_MISSING = "date_missing"  # nothing that looks like a date
    DATE_INCOMPLETE = "date_incomplete"  # year, month or day is not there
    DATE_IMPOSSIBLE = "date_impossible"  # 30 February, month 13, year 1024
    DATE_AMBIGUOUS = "date_ambiguous"  # several dates, or digits that split in two ways
    DATE_DIGITS = "date_digits"  # 01月8日: one has lost a digit, or there is room for one
    DATE_CUT = "date_cut"  # 十月十: 日 is not there, and the day may go on (十一)
    PERIOD_ORDER = "period_order"  # ends before it starts
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_FORM = "amount_form"  # numerals that make no number
    AMOUNT_UNIT = "amount_unit"  # a number with neither unit nor currency
    AMOUNT_AMBIGUOUS = "amount_ambiguous"  # several amounts that differ
    NAME_EMPTY = "name_empty"
    COMPANY_SUFFIX = "company_suffix"  # does not end as an organisation's name does
    COMPANY_CHARACTERS = "company_characters"
    PERSON_LENGTH = "person_length"
    PERSON_CHARACTERS = "person_characters"
    DOMAIN_FORM = "domain_form"
    DOMAIN_SUFFIX = "domain_suffix"  # no public suffix
    DOMAIN_BREAK = "domain_break"  # where one domain ends and the next begins is not certain
    CONFUSABLE_DOMAIN = "confusable_domain"  # l, 1, I, O or 0 that only the pixels can tell, and did not
    UNSURE_DOMAIN = "unsure_domain"  # a letter that the engine is not sure of, and no word bears out
    MISSPELLED_DOMAIN = "misspelled_domain"  # one letter keeps a label from being words, or pinyin
    CREDIT_CODE_FORM = "credit_code_form"
    CREDIT_CODE_CHECK = "credit_code_check"  # check character of GB 32100 or GB 11714
    NAME_MISREAD = "name_misread"  # a character of a name that hardly is the one printed
    ADDRESS_FORM = "address_form"
    TEXT_FORM = "text_form"  # not in the form that the type declares for it
    PLACE = "place"  # which lines belong to the value is not certain
    CHARACTER_LOST = "character_lost"  # a gap in even print
    UNDER_SEAL = "under_seal"  # a character that a seal lies over was read unsurely
    DIGIT_RUN = "digit_run"  # 111: of thin digits that stand in a row the engine may drop one
    BRACKETS = "brackets"  # one of a pair is missing
    LIST_MARKS = "list_marks"  # which marks part the items of a list is not certain
    ONLY_MISREAD = "only_misread"  # 仅 where 仪 makes a word
    UNKNOWN_WORDS = "unknown_words"  # words that no catalogue of services has


@dataclass(frozen=True)
class Normal:
    """``value`` is ``None`` when no reading is certain enough by the field's own grammar.

    ``failed`` may stand beside a value: the value is then what was read, and doubtful.
    ``doubtful`` holds offsets into ``value`` of characters that have a look-alike the grammar
    allows as well, so that only the engine's score of the character can decide. ``is_blank``: the
    paper says that there is no value (******, ——, /, 无), and ``value`` is ``None``.
    """

    value: str | None
    repairs: tuple[Repair, ...] = ()
    failed: tuple[Check, ...] = ()
    doubtful: tuple[int, ...] = ()
    is_blank: bool = False


def unique_repairs(repairs: list[Repair]) -> tuple[Repair, ...]:
    """Each kind of repair once, in the order of its first use."""
    return tuple(dict.fromkeys(repairs))
