"""Dates are drawn as exactly as they are known, and a long timeline runs over several pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_dossier.load.reading import read
from build_dossier.values.edtf import parse_edtf
from build_dossier.views import places
from build_dossier.views.track import Track, track
from tests.large import Size, write
from tests.shown import Shown, lost_links, pages_of


def _drawn(date: str) -> Track:
    found = track(parse_edtf(date))
    assert found is not None
    return found


def _span(path: str) -> tuple[float, float]:
    """Where a bar begins and ends."""
    match = re.fullmatch(r"M([\d.]+) \d+H([\d.]+)v8H[\d.]+z", path)
    assert match, path
    return float(match[1]), float(match[2])


@pytest.mark.parametrize(
    ("date", "styles"),
    [
        ("2016-05-12", ["d-day"]),
        ("2016-05-12~", ["d-day d-about"]),
        ("2016-05-12?", ["d-day d-unsure"]),
        ("2016-05", ["d-within"]),
        ("2016-05~", ["d-within d-about"]),
        ("2016-05?", ["d-within d-unsure", "d-hatching"]),
        ("2016%", ["d-within d-about d-unsure", "d-hatching"]),
        ("2016-22", ["d-within"]),
        ("[2016-03-02,2016-10]", ["d-day", "d-within"]),
        ("[2016-03-02..2016-03-09]", ["d-within"]),
        ("2016-03-10/2016-08-20", ["d-within", "d-lasting"]),
        ("2016-03~/2016-08-20", ["d-within d-about"]),
        ("../2016-06-20", ["d-within", "d-arrow"]),
        ("/2016-06-20", ["d-within", "d-arrow"]),
        ("2016-06-20/..", ["d-within", "d-arrow"]),
    ],
)
def test_each_form_of_a_date_has_its_marks(date: str, styles: list[str]) -> None:
    assert [mark.style for mark in _drawn(date).marks] == styles


def test_a_month_is_a_twelfth_of_the_track_and_a_year_the_whole() -> None:
    assert _span(_drawn("2016-01").marks[0].path) == (6, 15)
    assert _span(_drawn("2016-12").marks[0].path) == (105, 114)
    assert _span(_drawn("2016").marks[0].path) == (6, 114)


def test_what_reaches_over_years_is_drawn_on_a_track_of_years() -> None:
    either = _drawn("[2008,2011]")
    assert [_span(mark.path) for mark in either.marks] == [(6, 33), (87, 114)]
    assert [_span(mark.path) for mark in _drawn("2016-24").marks] == [(55.5, 69)]


def test_a_lasting_event_is_solid_only_where_it_certainly_lasted() -> None:
    outer, inner = _drawn("2016-01/2016-12").marks
    assert _span(outer.path) == (6, 114)
    start, end = _span(inner.path)
    assert 6 < start < 16
    assert 104 < end < 114


@pytest.mark.parametrize("date", ["XXXX", "0044", "-0043", "Y-170000", "20XX", "1XXX", "Y12345/Y12399"])
def test_dates_far_away_are_drawn_or_left_out(date: str) -> None:
    found = track(parse_edtf(date))
    assert (found is None) == (date == "XXXX")
    assert found is None or len(found.axis) < 400


def test_nothing_is_drawn_where_no_date_is_known() -> None:
    assert track(None) is None


EVENTS = """\
- {id: day, title: A day, date: 2016-05-12, parties: [p0], issues: [i0], appearances: [{source: s0}]}
- {id: none, title: No day}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = write(tmp_path / "data", Size())
    (folder / "events.yml").write_text(EVENTS)
    return folder


def test_an_event_has_its_drawing_beside_the_words_and_links_of_its_own(data: Path) -> None:
    page = pages_of(data)["timeline.md"]
    (drawing,) = page.tree.css("p.d-when svg")
    assert drawing.attributes["aria-hidden"] == "true"
    assert page.text("A day").startswith("12 May 2016")
    assert page.text("No day").startswith("not stated")
    links = page.links("A day")
    assert links["§"] == "#event-day"
    assert links["edit"] == "https://example.org/edit/data/events.yml#L1"
    assert page.tree.css("h3#event-day")
    assert [node.attributes["href"] for node in page.tree.css("[data-filter=party] a")] == ["parties/p0.md"]
    assert [node.attributes["href"] for node in page.tree.css("[data-filter=issue] a")] == ["issues/i0.md"]


def test_a_page_carries_no_style_and_no_script(data: Path) -> None:
    page = pages_of(data)["timeline.md"]
    assert not page.tree.css("[style], script, [onclick]")


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, Shown]]:
    """A timeline of 60 events, where a page holds 20."""
    monkeypatch.setattr("build_dossier.views.limits.EVENTS", 20)
    data = write(tmp_path / "data", Size(events=60, years=8))
    events = (data / "events.yml").read_text()
    one_year = "".join(f"- {{id: x{n}, title: X {n}, date: 2001-{n % 12 + 1:02}}}\n" for n in range(25))
    (data / "events.yml").write_text(f"{events}{one_year}- {{id: never, title: Never}}\n")
    return data, pages_of(data)


def test_a_long_timeline_begins_with_the_years_and_the_newest(long: tuple[Path, dict[str, Shown]]) -> None:
    page = long[1]["timeline.md"]
    assert page.headings() == ["Timeline", "Year by year", "The newest"]
    assert page.items("Year by year")[0] == "2001 25 events"
    assert page.links("Year by year")["2001"] == "timeline/2001-part-1.md#year-2001"
    assert len(page.items("The newest")) == 20
    assert "Never" not in page.text("The newest")


def test_every_event_of_a_long_timeline_stands_on_the_page_that_links_name(
    long: tuple[Path, dict[str, Shown]],
) -> None:
    data, pages = long
    dossier = read(data, "data").dossier
    assert dossier is not None
    sheets = {path: page for path, page in pages.items() if path.startswith("timeline/")}
    assert list(sheets)[:2] == ["timeline/2001-part-1.md", "timeline/2001-part-2.md"]
    assert "timeline/undated.md" in sheets
    for key in dossier.records:
        if key.kind == "event":
            path, anchor = places.page_of(dossier, key)
            assert anchor in sheets[path].ids
    assert sum(len(page.tree.css(".d-when")) for page in sheets.values()) == len(dossier.events)
    assert all(len(page.tree.css(".d-when")) <= 20 for page in sheets.values())
    assert lost_links(pages) == []


def test_the_pages_of_a_long_timeline_lead_to_each_other(long: tuple[Path, dict[str, Shown]]) -> None:
    page = long[1]["timeline/2001-part-2.md"]
    assert page.heading == "Timeline: 2001, part 2"
    assert [node.text() for node in page.tree.css("nav[aria-label=Breadcrumb] a")] == ["Brief", "Timeline"]
    pager = page.tree.css("nav[aria-label=Pages]")[0]
    assert [node.text() for node in pager.css("[aria-current=page]")] == ["2001, part 2"]
    hrefs = {node.text(): node.attributes["href"] for node in pager.css("a")}
    assert hrefs["Previous"] == "2001-part-1.md"
    assert hrefs["Date not stated"] == "undated.md"
