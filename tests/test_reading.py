"""From a folder to a dossier: any error anywhere means that there is none."""

from __future__ import annotations

import pytest

from build_dossier.load.reading import read
from tests.conftest import DossierFolder, Files

SOURCE = "- {id: times, type: book, title: A book}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": ""},
        {"sources.yml": "- {id: times, type: book, title: A, title: B}\n"},
        {"sources.yml": "- {id: times, type: bok, title: A}\n"},
        {"sources.yml": SOURCE + SOURCE},
        {"terms.yml": "- {id: a, name: A, definition: A letter., sources: [times]}\n"},
        {"sources.yml": "- {id: times, type: book, title: A, supersedes: [times]}\n"},
        {"sources.yml": "- {id: times, type: book, title: A, rank: deprecated}\n"},
        {"dossier.yml": "title: A\n"},
    ],
)
def test_there_is_no_dossier_where_anything_is_wrong(files: Files, dossier_folder: DossierFolder) -> None:
    reading = read(dossier_folder(files), "data")
    assert reading.problems
    assert reading.dossier is None


def test_records_are_counted_without_the_dossier_itself(dossier_folder: DossierFolder) -> None:
    reading = read(dossier_folder({"sources.yml": SOURCE}), "data")
    assert reading.dossier is not None
    assert (reading.count, len(reading.dossier.records), reading.problems) == (1, 1, ())


def test_a_folder_reads_the_same_every_time(dossier_folder: DossierFolder) -> None:
    data = dossier_folder({"sources/b.yml": SOURCE, "sources/a.yml": SOURCE.replace("times", "wire")})
    assert read(data, "data") == read(data, "data")
