"""The words that scripts show, put into them in the language of the site, so that they fetch and read nothing for it.

A script says `const WORDS = {}`, and finds its words there by name. Of a sentence with a count it is given the form for
each plural category of CLDR, which `Intl.PluralRules` tells it; numbers it writes by `Intl` in the locale `locale`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from babel import Locale

from build_dossier.language.speaking import gettext, ngettext, pgettext, spoken

Words = dict[str, str | dict[str, str]]

_EMPTY = "const WORDS = {}"
# Numbers up to here have shown every category that whole numbers of a usual size have in any language.
_ENOUGH = 201


def with_words(script: str, words: Words) -> str:
    """A script with its words."""
    if script.count(_EMPTY) != 1:
        raise ValueError(f"the script must say '{_EMPTY}' once")
    told = json.dumps({"locale": _locale(), **words}, ensure_ascii=False)
    return script.replace(_EMPTY, f"const WORDS = {told}")


def _locale() -> str:
    """The BCP 47 tag by which `Intl` writes numbers and finds plurals as we do."""
    return f"{str(spoken().locale).replace('_', '-')}-u-nu-{spoken().digits}"


def _forms(say: Callable[[int], str]) -> dict[str, str]:
    """What is said for each plural category of the language of the words; 'other' is always there."""
    category = Locale.parse(spoken().words_in, sep="-").plural_form
    forms: dict[str, str] = {}
    for number in range(_ENOUGH):
        forms.setdefault(category(number), say(number))
    return {"other": say(_ENOUGH)} | forms


def _of_reader() -> Words:
    return {
        "copyWords": gettext("Copy with source"),
        "copyAddress": gettext("Copy link"),
        "copyCited": pgettext("a citation", "Copy"),
        "copyLines": gettext("Copy these lines"),
        "copied": gettext("Copied"),
        "notCopied": gettext("Could not copy"),
        "withSource": gettext("{words} — {credit} ({address})"),
    }


def _of_search() -> Words:
    return {
        "search": gettext("Search"),
        "searchThis": gettext("Search this dossier"),
        "example": gettext("A name, a figure, or words of a quotation"),
        "close": pgettext("a dialog", "Close"),
        "escape": pgettext("key on a keyboard", "Esc"),
        "order": pgettext("of results", "Order"),
        "best": gettext("Best match first"),
        "newest": gettext("Newest first"),
        "more": gettext("More results"),
        "narrow": gettext("Narrow the results"),
        "widen": gettext("Remove what narrows the results"),
        "finds": gettext(
            "Finds quotations, figures, positions, events, parties, sources, issues and terms by any of their words, "
            "in any language."
        ),
        "holdsAll": gettext("A result must hold all the words; the beginning of a word is enough."),
        "fewer": gettext("Try fewer words, the beginning of a word, a name or a figure."),
        "notLoaded": gettext("The search could not be loaded. Check the connection, or load this page again."),
        "nothing": gettext("Nothing was found."),
        "nothingFor": gettext("Nothing was found for “{words}”."),
        "only": gettext("Only “{word}” ({number})"),
        "all": pgettext("values to choose from", "All {number}"),
        "results": _forms(lambda number: ngettext("{number} result", "{number} results", number, number="{number}")),
        "near": _forms(
            lambda number: ngettext(
                "Nothing holds all that you typed. {number} result near it.",
                "Nothing holds all that you typed. {number} results near it.",
                number,
                number="{number}",
            )
        ),
        "kind": pgettext("what a result is", "Kind"),
        "party": pgettext("kind of record", "Party"),
        "issue": pgettext("kind of record", "Issue"),
        "year": gettext("Year"),
        "source": pgettext("kind of record", "Source"),
        "verdict": gettext("Verdict"),
    }


OF_SCRIPTS: Mapping[str, Callable[[], Words]] = {
    "scripts/reader.js": _of_reader,
    "scripts/search.js": _of_search,
}
"""The words of each script that has some."""
