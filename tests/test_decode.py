"""Documents into records: what is sound comes in typed, what is not is told at its place and once."""

from __future__ import annotations

import pytest

from build_dossier.load.reading import read
from tests.conftest import DossierFolder, DossierOf, ProblemsOf

SOURCE = "- id: times\n  type: book\n  title: A book\n"
PARTY = "- id: guild\n  name: Guild\n  kind: coalition\n"


def _codes(problems_of: ProblemsOf, text: str, file: str = "sources.yml") -> list[tuple[int, int, str]]:
    return [(one.location.line, one.location.column, one.code) for one in problems_of({file: text})]


def test_a_file_may_hold_one_record_without_a_list(dossier_of: DossierOf) -> None:
    dossier = dossier_of({"sources/times.yml": "id: times\ntype: book\ntitle: A book\n"})
    assert [source.id for source in dossier.sources] == ["times"]


def test_records_are_in_the_order_of_files_and_lines(dossier_of: DossierOf) -> None:
    texts = {
        f"sources/{name}.yml": SOURCE.replace("times", f"{name}-2") + SOURCE.replace("times", f"{name}-1")
        for name in "ba"
    }
    assert [source.id for source in dossier_of(texts).sources] == ["a-2", "a-1", "b-2", "b-1"]


def test_an_absent_value_counts_as_left_out(dossier_of: DossierOf) -> None:
    party = PARTY + "  memberships: [{organization: guild, from: ~, to: null}]\n"
    files = {
        "sources.yml": SOURCE + "  publisher:\n  authors: ~\n  tags: null\n  rank:\n",
        "parties.yml": party,
    }
    dossier = dossier_of(files)
    (source,) = dossier.sources
    assert dossier.parties[0].memberships[0].start is None
    assert (source.publisher, source.authors, source.tags, source.rank) == (None, (), (), "normal")


def test_fields_with_the_names_of_python_words_come_in(dossier_of: DossierOf) -> None:
    party = PARTY + "  memberships: [{organization: guild, from: 2012, to: 2016}]\n"
    (membership,) = dossier_of({"parties.yml": party}).parties[0].memberships
    assert (str(membership.start), str(membership.end)) == ("2012", "2016")


@pytest.mark.parametrize("name", ["start", "end"])
def test_the_names_that_python_uses_are_no_names_in_the_data(name: str, problems_of: ProblemsOf) -> None:
    party = PARTY + f"  memberships: [{{organization: guild, {name}: 2012}}]\n"
    assert [code for *_, code in _codes(problems_of, party, "parties.yml")] == ["unknown-field"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a misspelt field that the record needs is one problem
        ("- id: times\n  typ: book\n  titel: A book\n", [(2, 3, "unknown-field"), (3, 3, "unknown-field")]),
        # a misspelt field beside the right one is one problem too
        (SOURCE + "  titel: A book\n", [(4, 3, "unknown-field")]),
        # nothing stands for a field that is there without a value
        ("- id: times\n  type:\n  title: A book\n", [(2, 3, "missing-field")]),
        ("-\n  id: times\n  title: A book\n", [(2, 3, "missing-field")]),
        # an unknown field without a value is unknown all the same
        (SOURCE + "  colour:\n", [(4, 3, "unknown-field")]),
        # a list of unsound items is not short, an empty one is
        (
            SOURCE + "  left_out:\n    - text: a\n    - reason: b\n",
            [(5, 7, "missing-field"), (6, 7, "missing-field")],
        ),
        # a value of the wrong shape is told beside a misspelt field of nearly its name
        (
            "- id: times\n  type: book\n  title: [A]\n  titel: A\n",
            [(3, 10, "wrong-type"), (4, 3, "unknown-field")],
        ),
        # a record with nothing but a list in it is a record
        ("- authors: [A]\n", [(1, 3, "missing-field")] * 3),
        # one value of each wrong shape
        (SOURCE + "  authors: Ann\n", [(4, 12, "wrong-type")]),
        (SOURCE + "  publisher: [A]\n", [(4, 14, "wrong-type")]),
        (SOURCE + "  left_out: [a]\n", [(4, 14, "wrong-type")]),
        (SOURCE + "  left_out: {text: a, reason: b}\n", [(4, 13, "wrong-type")]),
        # a record that is none
        ("- times\n", [(1, 3, "wrong-type")]),
        ("times\n", [(1, 1, "wrong-type")]),
        ("sources:\n" + SOURCE, [(1, 1, "wrong-type")]),
        ("times: {type: book}\npost: {type: book}\n", [(1, 1, "wrong-type")]),
    ],
)
def test_one_mistake_is_one_problem_at_its_place(
    text: str, told: list[tuple[int, int, str]], problems_of: ProblemsOf
) -> None:
    assert _codes(problems_of, text) == told


@pytest.mark.parametrize("field", ["appearances: []", "appearances: ~", "appearances:"])
def test_a_list_that_may_not_be_empty_is_told_once(field: str, problems_of: ProblemsOf) -> None:
    quote = f"- id: a\n  text: A.\n  speaker: guild\n  {field}\n"
    told = problems_of({"quotes.yml": quote, "parties.yml": PARTY})
    assert len(told) == 1
    assert told[0].code in ("empty-text", "missing-field")


def test_unknown_fields_are_offered_the_fields_of_their_own_mapping(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"sources.yml": SOURCE + "  left_out:\n    - text: a\n      reason: b\n      colour: c\n"})
    assert problem.message == "source 'times': there is no field `colour` in `left_out`"
    assert problem.hints == ("the fields here are: text, reason",)


def test_the_fields_of_a_record_come_before_those_that_every_record_has(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"terms.yml": "- id: a\n  name: A\n  definition: A letter.\n  zzz: 1\n"})
    assert problem.hints[0].startswith("the fields here are: id, name, abbreviation, definition, sources, note, ")


def test_fields_are_offered_by_their_names_in_the_data(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"parties.yml": PARTY + "  memberships: [{organization: guild, zzz: 1}]\n"})
    assert problem.hints == ("the fields here are: organization, role, from, to, sources",)


@pytest.mark.parametrize("no_id", ["", "id: ,", "id: ~,"])
def test_a_record_without_an_id_is_named_as_such(no_id: str, problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"sources.yml": f"- {{{no_id} type: book, title: A book}}\n"})
    assert problem.message == "a source without an id has no `id`"


def test_a_very_long_value_is_cut_in_the_message(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"sources.yml": SOURCE + f"  url: {'x' * 100_000}\n"})
    assert len(problem.message) < 200


def test_the_dossier_is_one_mapping(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"dossier.yml": "- title: A\n"})
    assert (problem.code, problem.hints) == (
        "wrong-type",
        ("write one mapping, with `title`, `question` and so on",),
    )


def test_a_dossier_that_lacks_its_marking_is_told_how_to_write_it(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"dossier.yml": "title: A\nquestion: B?\nas_of: 2016\n"})
    assert problem.hints == ("write `marking: TLP:CLEAR` if everything in it may be published",)


def test_a_dossier_that_lacks_another_field_is_told_which(problems_of: ProblemsOf) -> None:
    (problem,) = problems_of({"dossier.yml": "question: B?\nas_of: 2016\nmarking: TLP:CLEAR\n"})
    assert (problem.message, problem.hints) == ("the dossier has no `title`", ("add `title:`",))


def test_unsound_records_are_counted_too(dossier_folder: DossierFolder) -> None:
    reading = read(dossier_folder({"sources.yml": SOURCE + "- id: post\n"}), "data")
    assert (reading.count, reading.dossier) == (2, None)
