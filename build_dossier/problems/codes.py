"""Every code that a problem can carry, with its meaning and its cure.

`docs/guide/problems.md` shows this list; a test holds the two together and asks for a bad case for each.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: what it means, and what an author does about it."""

    name: str
    meaning: str
    cure: str


_ALL = (
    # reading files
    Code("alias", "A YAML anchor, alias or tag is used.", "Write the value out where it is needed."),
    Code(
        "control-character",
        "The text holds a control character that no reader can see.",
        "Delete the character.",
    ),
    Code("duplicate-key", "A mapping has the same key twice.", "Keep one of the two."),
    Code("file-too-large", "A data file is larger than 20 MB.", "Split it: records may be spread over files."),
    Code(
        "missing-dossier",
        "There is no `data/dossier.yml`, or it is empty.",
        "Run `dossier init` or write one.",
    ),
    Code("not-utf8", "A file holds bytes that are not UTF-8.", "Save the file as UTF-8."),
    Code("several-documents", "A file holds more than one YAML document.", "Use one file for each."),
    Code("symlink", "A data file is a link that leads out of the data folder.", "Put the file itself there."),
    Code("too-deep", "The YAML is nested deeper than any record is.", "Flatten it."),
    Code(
        "unplaced-file",
        "A file under `data/` is in no known place, so nothing would read it.",
        "Move it to `data/<kinds>.yml` or `data/<kinds>/`.",
    ),
    Code("unreadable-file", "A file cannot be opened.", "Check that it is a file and may be read."),
    Code("yaml-syntax", "The text is not YAML.", "Mend it at the place shown."),
    # reading records
    Code(
        "bad-country",
        "A country is not an ISO 3166-1 alpha-2 code.",
        "Write two capital letters, as in `US`.",
    ),
    Code(
        "bad-date",
        "A date is not EDTF, or no such day exists.",
        "Write it as `2016`, `2016-10`, `2016-10-21`, `2016-07~` or `2015-09/2016-08`.",
    ),
    Code("bad-id", "An id is not a lower-case slug.", "Use a–z, 0–9 and single hyphens."),
    Code("bad-language", "A language is not a BCP 47 tag.", "Write it as `en`, `zh-Hans` or `fr-CA`."),
    Code("bad-number", "A number is none.", "Write digits with a point for the fraction: `380000000`, `0.98`."),
    Code("bad-url", "An address is not an absolute http or https URL.", "Write it with `https://` in front."),
    Code("duplicate-id", "Two records of one kind have the same id.", "Rename one of them."),
    Code("empty-text", "A field is given but holds no text.", "Write the text, or leave the field out."),
    Code("missing-field", "A field that the record needs is not there.", "Add it."),
    Code("unknown-field", "A field of this name does not exist.", "Correct the name, or move it to `note`."),
    Code("unknown-value", "A value is not one of those that the field knows.", "Choose one of them."),
    Code(
        "wrong-type",
        "A value has the wrong shape: a list for a text, and so on.",
        "Write it in the shape shown.",
    ),
    # rules within a record
    Code(
        "condition-missing",
        "A stance is `conditional`, but no condition is given.",
        "Say on what it depends.",
    ),
    Code(
        "deprecated-without-reason",
        "A record is ranked `deprecated` and does not say why.",
        "Add `deprecated_because`.",
    ),
    Code(
        "interval-order",
        "A period, membership or relation ends before it starts.",
        "Put the earlier date first.",
    ),
    Code("range-order", "`low` is greater than `high`.", "Swap the two."),
    Code(
        "unknown-currency",
        "A unit of three capitals is not an ISO 4217 currency (a warning).",
        "Correct the code, or write the unit in words.",
    ),
    Code(
        "value-unclear",
        "A statistic has neither `value` nor `low` and `high`, or both.",
        "Give the one or the other.",
    ),
    # links between records
    Code(
        "circular",
        "A record leads back to itself through `parent`, `replies`, `supersedes` or `relays`.",
        "Cut the circle.",
    ),
    Code(
        "unknown-reference",
        "A field names a record that does not exist.",
        "Correct the id, or add the record.",
    ),
    Code(
        "wrong-kind",
        "A field names a record of a kind that cannot stand there.",
        "Name a record of the kind that the field asks for.",
    ),
    # editions
    Code(
        "bad-edition",
        "A file in `data/editions/` is not as `dossier edition` wrote it, or a newer program wrote it.",
        "Take it back from your version control, or delete it and close the edition anew.",
    ),
    # evidence
    Code(
        "lock-edited",
        "A line of `data/evidence.lock` is not as `dossier verify` wrote it, or two lines contradict each other.",
        "Delete the line and run `dossier verify`.",
    ),
    Code(
        "mismatch",
        "The captured text of the source does not hold the words. This is always an error.",
        "Write the words as the source has them.",
    ),
    Code(
        "never-verified",
        "The source has a captured text, but these words were never looked for in it.",
        "Run `dossier verify`.",
    ),
    Code(
        "nothing-to-check",
        "A figure does not say how the source prints it, so it cannot be checked (a warning).",
        "Add `as_printed`.",
    ),
    Code(
        "source-changed",
        "The source's captured text is not the one that the words were verified in.",
        "Run `dossier verify`.",
    ),
    Code(
        "value-differs",
        "The figure's `value` is not the number that `as_printed` tells (a warning).",
        "Correct the one or the other.",
    ),
    Code("words-changed", "The words are not those that were verified.", "Run `dossier verify`."),
    # languages
    Code(
        "no-catalogue",
        "The site lacks words of its own in the language of the dossier, and says them in English (a warning).",
        "Write the dossier in one of the languages that the problem names, or turn the check off.",
    ),
    Code(
        "no-translation",
        "A quotation is in another language than the dossier, and has no translation into it (a warning).",
        "Add one to `translations`.",
    ),
    # writing
    Code(
        "not-publishable",
        "The dossier is not marked `TLP:CLEAR`, so nothing of it may be published.",
        "Mark it `TLP:CLEAR` when it may be public.",
    ),
    Code(
        "page-in-the-way",
        "A file that was not generated stands where a page would be written.",
        "Move it, or rename the record.",
    ),
    Code(
        "outside-docs",
        "A link in the documentation folder leads a page out of it.",
        "Replace the link by a folder.",
    ),
)

CODES: dict[str, Code] = {code.name: code for code in _ALL}
