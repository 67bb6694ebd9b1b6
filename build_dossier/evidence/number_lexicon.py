"""What English, French, German and Spanish count with: their words, and how these make a number.

Values are those of CLDR's spell-out rules (`rbnf`, https://cldr.unicode.org/), which write numbers but cannot
read them. A billion is 10⁹ in English and 10¹² in the other three.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_LONGEST = 80


class Lexicon(NamedTuple):
    """The words of one language, in small letters."""

    cardinals: Mapping[str, int]
    rounds: frozenset[str]
    """Amounts without an exact value, where no number stands before them: 'dozens', 'millions'."""
    articles: frozenset[str]
    """Words that belong to a round number after them: 'a' hundred."""
    amounts: frozenset[str]
    """Words that make an amount of what follows: 'about', 'least'."""
    determiners: frozenset[str]
    """Words after which a number may stand for things named before: 'the', 'these'."""
    uncounted: frozenset[str]
    """Words that are not counted where a number stands before them: 'of', 'are', 'said'."""
    measures: frozenset[str]
    """What even one is counted of."""
    rates: frozenset[str]
    """Between two numbers: 'in' of 'one in ten'."""
    parts: frozenset[str]
    """Parts of a whole: 'half', two-'thirds'."""
    part_of: frozenset[str]
    """What follows a part that stands by itself: half 'of'."""
    ordinals: Mapping[str, int]
    occasions: frozenset[str]
    """What ordinals count: 'time', 'year'."""
    multiples: Mapping[str, int]
    """'twice', 'doubled'."""
    likely_multiples: Mapping[str, int]
    """Words that are multiples only before a `part_of` or after one of the `amounts`: 'double' the number."""
    joins: frozenset[str] = frozenset()
    """'and' within a number."""
    joins_tens: bool = False
    """Whether it stands between tens and ones ('vingt et un'), and not after a hundred."""
    fold: str = " "
    """What ends a multiple: ten'fold'."""
    morphemes: re.Pattern[str] | None = None
    """The pieces of numbers that are written as one word: drei|und|zwanzig."""

    def value(self, word: str) -> int | None:
        """The value of one word, None where it is no number."""
        if word in self.cardinals or not self.morphemes or word in ("", "und") or len(word) > _LONGEST:
            return self.cardinals.get(word)
        pieces = [match.group() for match in self.morphemes.finditer(word)]
        if "".join(pieces) != word:
            return None
        return self.compose([self.cardinals[piece] for piece in pieces if piece != "und"])

    def may_follow(self, last: int, value: int) -> bool:
        """Whether 'hundred' may follow 'two', 'five' 'twenty', 'dix' 'soixante'."""
        if value >= 1000:
            return last != value
        if value >= 100:
            return last >= 1000 or (value == 100 and last < 100)
        if last >= 100 or (last, value) == (4, 20) or (last == 10 and 7 <= value <= 9):
            return True  # quatre-vingts, dix-sept
        return last in range(20, 100, 10) and value < (20 if last in (20, 60) else 10)

    def may_join(self, last: int, value: int) -> bool:
        """Whether 'and' may stand between two words of a number."""
        return last in range(20, 100, 10) and value < 20 if self.joins_tens else last >= 100 > value

    def compose(self, values: list[int]) -> int:
        """The number that words make: 2, 100, 50, 1000 is 250,000."""
        total = part = 0
        for value in values:
            if value >= 1000 and value > total > 0:
                total, part = (total + part) * value, 0
            elif value >= 1000:
                total, part = total + (part or 1) * value, 0
            elif value == 100:
                part = (part or 1) * 100
            else:
                part += 76 if (part % 100, value) == (4, 20) else value
        return total + part


def lexicon(language: str) -> Lexicon:
    """The words of a language by its BCP 47 tag; the English ones where it has none here."""
    return _LEXICONS.get(language.partition("-")[0].lower(), _LEXICONS["en"])


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _values(*lines: str) -> dict[str, int]:
    """A table from 'two=2 hundred/hundreds=100 million=1e6'."""
    pairs = (entry.split("=") for line in lines for entry in line.split())
    return {word: int(float(value)) for names, value in pairs for word in names.split("/")}


def _in_order(first: int, words: str) -> dict[str, int]:
    """A table of words whose values go up by one."""
    return {word: first + number for number, names in enumerate(words.split()) for word in names.split("/")}


_ENGLISH = Lexicon(
    cardinals=_in_order(0, "zero one two three four five six seven eight nine ten eleven twelve thirteen")
    | _in_order(14, "fourteen fifteen sixteen seventeen eighteen nineteen")
    | _values("twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90")
    | _values("hundred/hundreds=100 thousand/thousands=1e3 million/millions=1e6 billion/billions=1e9")
    | _values("trillion/trillions=1e12"),
    rounds=_words("dozen dozens scores hundreds thousands millions billions trillions"),
    articles=_words("a an"),
    amounts=_words("least most than only just about around nearly almost over under exactly another to"),
    determiners=_words("the these those both its all their our your his her between"),
    uncounted=_words(
        "of and or but is are was were be been have has had do does did said say says will would can could may"
        " might must should also who that which in on at to for from with by as than not never"
    ),
    measures=_words(
        "year month week hour minute decade quarter century percent percentage dollar euro pound yuan mile"
        " kilometre kilometer metre meter tonne ton"
    ),
    rates=_words("in out of per"),
    parts=_words("half halves third thirds quarter quarters fifth fifths tenth tenths dozen"),
    part_of=_words("of the its their"),
    ordinals=_in_order(2, "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
    occasions=_words("time year month week day quarter straight consecutive successive anniversary"),
    multiples=_values("twice/doubled/doubling=2 thrice/tripled/tripling=3 quadrupled=4 quintupled=5"),
    likely_multiples=_values("double=2 triple=3"),
    joins=_words("and"),
    fold="fold",
)
_FRENCH = Lexicon(
    cardinals=_in_order(0, "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize")
    | _in_order(14, "quatorze quinze seize")
    | _values("vingt/vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante/octante=80")
    | _values("nonante=90 cent/cents=100 mille=1e3 million/millions=1e6 milliard/milliards=1e9")
    | _values("billion/billions=1e12"),
    rounds=_words("dizaine dizaines douzaine douzaines centaine centaines millier milliers millions milliards"),
    articles=_words("un une des"),
    amounts=_words("moins plus environ seulement près presque quelque exactement"),
    determiners=_words("les ces ses leurs nos vos tous toutes entre"),
    uncounted=_words("de des du et ou mais est sont était étaient ont a avait qui que dans en à au aux pour par"),
    measures=_words("an année mois semaine heure minute décennie siècle euro dollar kilomètre mètre tonne"),
    rates=_words("sur"),
    parts=_words("moitié tiers quart quarts cinquième cinquièmes dixième dixièmes"),
    part_of=_words("de des du d"),
    ordinals=_in_order(2, "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième")
    | _values("seconde/second=2"),
    occasions=_words("fois année mois semaine jour trimestre"),
    multiples=_values("doublé/doublée/doublés=2 triplé/triplée/triplés=3 quadruplé=4"),
    likely_multiples=_values("double=2 triple=3 quadruple=4"),
    joins=_words("et"),
    joins_tens=True,
)
_GERMAN_CARDINALS = (
    _in_order(0, "null eins/ein zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn")
    | _in_order(15, "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig")
    | _values("dreißig/dreissig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90")
    | _values("hundert=100 tausend=1e3")
)
_GERMAN = Lexicon(
    cardinals=_GERMAN_CARDINALS
    | _values("eine/einen/einem/einer/eines=1 million/millionen=1e6 milliarde/milliarden=1e9")
    | _values("billion/billionen=1e12"),
    rounds=_words("dutzend dutzende dutzenden hunderte hunderten tausende tausenden millionen milliarden"),
    articles=_words("ein eine einem einen"),
    amounts=_words("mindestens höchstens als nur etwa rund fast knapp über unter genau weitere ungefähr"),
    determiners=_words("die der den diese dieser diesen beide alle ihre seine unsere"),
    uncounted=_words("der von und oder aber ist sind war waren haben hat hatten sagten in an auf zu für mit aus"),
    measures=_words("jahr jahres monat woche stunde minute jahrzehnt quartal prozent euro dollar kilometer tonne"),
    rates=_words("von"),
    parts=_words("hälfte drittel viertel fünftel zehntel dutzend"),
    part_of=_words("der des von aller"),
    ordinals={
        f"{stem}{ending}": number
        for stem, number in _in_order(2, "zweite dritte vierte fünfte sechste siebte achte neunte zehnte").items()
        for ending in ("", "n", "r", "s")
    },
    occasions=_words("mal jahr monat woche tag quartal"),
    multiples=_values("doppelt/verdoppelt/verdoppelte/verdoppelten/verdoppeln=2 verdreifacht=3 vervierfacht=4"),
    likely_multiples=_values("doppelte/doppelten=2 dreifache/dreifachen=3"),
    fold="fach",
    morphemes=re.compile("|".join(sorted([*_GERMAN_CARDINALS, "und"], key=len, reverse=True))),
)
_SPANISH = Lexicon(
    cardinals=_in_order(0, "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece")
    | _in_order(14, "catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna")
    | _in_order(22, "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve")
    | _values("treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien/ciento=100")
    | _values("doscientos/doscientas=200 trescientos/trescientas=300 cuatrocientos/cuatrocientas=400")
    | _values("quinientos/quinientas=500 seiscientos/seiscientas=600 setecientos/setecientas=700")
    | _values("ochocientos/ochocientas=800 novecientos/novecientas=900 mil=1e3 millón/millones=1e6 billón=1e12"),
    rounds=_words("decena decenas docena docenas centenar centenares miles millones"),
    articles=_words("un una"),
    amounts=_words("menos más solo sólo unos unas casi cerca aproximadamente exactamente otros otras"),
    determiners=_words("los las estos estas esos esas sus ambos todos entre"),
    uncounted=_words("de y o pero es son era eran han ha que en a al para por con"),
    measures=_words("año mes semana hora minuto década siglo euro dólar kilómetro metro tonelada"),
    rates=_words("de"),
    parts=_words("mitad tercio tercios cuartos quinto décimo"),
    part_of=_words("de del"),
    ordinals=_in_order(2, "segunda/segundo tercera/tercer/tercero cuarta/cuarto quinta/quinto sexta/sexto"),
    occasions=_words("vez año mes semana día trimestre"),
    multiples=_values("duplicado/duplicó=2 triplicado/triplicó=3"),
    likely_multiples=_values("doble=2 triple=3"),
    joins=_words("y"),
    joins_tens=True,
)
_LEXICONS = {"en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN, "es": _SPANISH}
