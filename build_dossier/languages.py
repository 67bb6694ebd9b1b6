"""What the language of a dossier asks for: words of the site's own in it, and a translation of what others said."""

from __future__ import annotations

from collections.abc import Iterator

from build_dossier.dossier import Dossier, key_of
from build_dossier.language.catalogues import SOURCE, languages, nearest, untranslated
from build_dossier.problems import Problem, Severity
from build_dossier.records.quote import Quote
from build_dossier.values.codes import language_name
from build_dossier.values.scales import Check, Weight


def missing_translations(dossier: Dossier) -> Iterator[Problem]:
    """What readers of the dossier's language would meet in another: the site's words, and quotations."""
    problem = _of_the_site(dossier)
    if problem:
        yield problem
    for quote in dossier.quotes:
        language = quote.language or dossier.about.language
        if _primary(dossier.about.language) not in map(_primary, _languages_of(dossier, quote)):
            yield from _problem(
                dossier,
                Check.NO_TRANSLATION,
                f"quote '{quote.id}' is in {language_name(language)}, and its readers read "
                f"{language_name(dossier.about.language)}",
                "add it to `translations`, with its `method`; "
                "`checks: {no-translation: off}` in data/dossier.yml turns this off",
                quote,
            )


def _languages_of(dossier: Dossier, quote: Quote) -> Iterator[str]:
    yield quote.language or dossier.about.language
    if quote.original:
        yield quote.original.language
    yield from (translation.language for translation in quote.translations)


def _primary(tag: str) -> str:
    """'zh' of 'zh-Hans': who reads the one reads the other."""
    return tag.partition("-")[0].lower()


def _of_the_site(dossier: Dossier) -> Problem | None:
    """The site's own words are missing, all of them or some."""
    tag = dossier.about.language
    catalogue = nearest(tag)
    if catalogue is None:
        said = f"the site's own words are not translated into {language_name(tag)}: it says them in English"
    elif count := untranslated(catalogue):
        into = language_name(catalogue)
        said = f"{count} of the site's own words are not translated into {into}: it says them in English"
    else:
        return None
    known = ", ".join(name for name in languages() if name != SOURCE)
    hint = f"it knows {known} beside English; `checks: {{no-catalogue: off}}` in data/dossier.yml turns this off"
    return next(iter(_problem(dossier, Check.NO_CATALOGUE, said, hint)), None)


def _problem(dossier: Dossier, check: Check, message: str, hint: str, quote: Quote | None = None) -> Iterator[Problem]:
    """A warning, or what the dossier makes of it."""
    weight = dossier.about.checks.get(check, Weight.WARNING)
    if weight is Weight.OFF:
        return
    severity = Severity.ERROR if weight is Weight.ERROR else Severity.WARNING
    place = dossier.location(key_of(quote), "text") if quote else dossier.about_placed.location("language")
    yield Problem(place, check.value, message, (hint,), severity)
