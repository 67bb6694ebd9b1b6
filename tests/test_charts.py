"""Charts are held against their data, by reading the drawn SVG; and what cannot be compared is not drawn together."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
import vl_convert
from click.testing import CliRunner

from build_dossier.cli import main
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from build_dossier.render.charts import pictures
from build_dossier.render.charts.specification import specification
from build_dossier.render.charts.svg import ours
from build_dossier.views import limits
from build_dossier.views.charts.chart import Bar, Bars, Chart, Segment, Tick
from build_dossier.views.common import Link
from tests.conftest import DossierFolder, Files
from tests.drawn import Drawn
from tests.projects import FIRST, project
from tests.shown import Shown, pages_of

Site = Callable[[Files], "Built"]

BASE = {
    "sources.yml": "- {id: times, type: article-newspaper, title: Bazaar under fire, publisher: The Times}\n",
    "parties.yml": """\
- {id: guild, name: Makers' Guild, short: Guild, kind: trade-association}
- {id: bazaar, name: The Bazaar, short: Bazaar, kind: platform}
- {id: jones, name: Mary Jones, kind: person}
""",
    "issues.yml": """\
- {id: enough, title: Does it do enough?, short: Enough, proposition: The Bazaar does enough against fakes.}
- {id: fair, title: Is it fair?, short: Fair, proposition: The Bazaar treats makers fairly.}
""",
}


class Built:
    """The pages of a dossier and its charts."""

    def __init__(self, data: Path) -> None:
        self.pages = pages_of(data)
        self.docs = data.parent / "docs"

    def __getitem__(self, path: str) -> Shown:
        return self.pages[path]

    def chart(self, slug: str) -> Drawn:
        """A chart, from its file."""
        return Drawn((self.docs / f"charts/{slug}.svg").read_text("utf-8"))

    def csv(self, slug: str) -> list[dict[str, str]]:
        """The rows of its data."""
        return list(csv.DictReader(io.StringIO((self.docs / f"charts/{slug}.csv").read_text("utf-8"))))

    def slugs(self) -> set[str]:
        """All charts."""
        return {path.name.removesuffix(".vl.json") for path in self.docs.glob("charts/*.vl.json")}


@pytest.fixture
def built(dossier_folder: DossierFolder) -> Site:
    """A dossier with the records given; a source, parties and issues are there already."""
    return lambda files: Built(dossier_folder({**BASE, **files}))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(project(tmp_path_factory.mktemp("first") / "first", FIRST) / "data")


def figures(*lines: str, measure: str = "fakes") -> str:
    """Figures of a measure from lines of fields."""
    about = f"measure: {measure}, label: fakes found, appearances: [{{source: times}}]"
    return "".join(f"- {{id: f{number}, {about}, {fields}}}\n" for number, fields in enumerate(lines))


# --- figures side by side

SEVERAL = figures(
    "value: 80, unit: fakes, period: 2015, claimant: guild",
    "value: 20, unit: fakes, period: 2016, claimant: bazaar, comparator: about",
    "low: 30, high: 55, unit: fakes, period: 2017, claimant: guild, status: disputed",
    "value: 62.5, unit: fakes, period: 2018, claimant: bazaar, comparator: more-than",
    "value: 41, unit: fakes, period: 2019, comparator: at-most",
)


def test_every_bar_is_as_long_as_its_figure_and_starts_at_zero(built: Site) -> None:
    chart = built({"statistics.yml": SEVERAL}).chart("figures-f0")
    zero, one = chart.scale()
    ends = {
        row: (min(bar.x for bar in bars), max(bar.x + bar.width for bar in bars))
        for row in range(5)
        if (bars := [bar for bar in chart.of("d-bars") if bar.row == row])
    }
    expected = {row: (zero, zero + value * one) for row, value in enumerate((80, 20, 55, 62.5, 41))}
    assert len(ends) == 5
    for row, (start, end) in ends.items():
        assert start == pytest.approx(expected[row][0], abs=1)
        assert end == pytest.approx(expected[row][1], abs=1)
    assert [mark.x + mark.width / 2 for mark in chart.of("d-zero")] == pytest.approx([zero] * 5, abs=1)


def test_a_range_is_solid_up_to_what_is_certain_and_tinted_up_to_its_other_end(built: Site) -> None:
    chart = built({"statistics.yml": SEVERAL}).chart("figures-f0")
    zero, one = chart.scale()
    solid, tinted = (bar for bar in chart.of("d-bars") if bar.row == 2)
    assert "fill-accent" in solid.classes
    assert "fill-part" in tinted.classes
    assert tinted.x == pytest.approx(zero + 30 * one, abs=1)
    assert tinted.x + tinted.width == pytest.approx(zero + 55 * one, abs=1)


def test_what_is_not_exact_is_marked_at_the_end_of_its_bar_and_in_words(built: Site) -> None:
    chart = built({"statistics.yml": SEVERAL}).chart("figures-f0")
    assert [(mark.row, mark.text) for mark in chart.of("d-ends-about")] == [(1, "~")]
    assert [mark.row for mark in chart.of("d-ends-more")] == [3]
    assert [mark.row for mark in chart.of("d-ends-less")] == [4]
    assert "fill-paper" in next(bar for bar in chart.of("d-bars") if bar.row == 4).classes
    assert chart.texts("d-figures") == ["80", "about 20", "30 to 55", "more than 62.5", "at most 41"]
    (more,) = chart.of("d-ends-more")
    bar = next(bar for bar in chart.of("d-bars") if bar.row == 3)
    assert more.x > bar.x + bar.width


def test_each_bar_names_claimant_and_period_and_a_disputed_one_says_so_in_a_word(built: Site) -> None:
    chart = built({"statistics.yml": SEVERAL}).chart("figures-f0")
    assert chart.texts("d-names") == ["Guild", "Bazaar", "Guild", "Bazaar", "Nobody by name"]
    assert chart.texts("d-details") == ["2015", "2016", "2018", "2019"]
    assert [(mark.row, mark.text) for mark in chart.of("d-doubts")] == [(2, "2017 · △ disputed")]


def test_figures_below_zero_reach_the_other_way(built: Site) -> None:
    lines = ("value: -40, period: 2015", "value: 60, period: 2016", "low: -30, high: -10, period: 2017")
    chart = built({"statistics.yml": figures(*lines)}).chart("figures-f0")
    zero, one = chart.scale()
    below, above, *parts = chart.of("d-bars")
    assert (below.x, below.x + below.width) == pytest.approx((zero - 40 * one, zero), abs=1)
    assert (above.x, above.x + above.width) == pytest.approx((zero, zero + 60 * one), abs=1)
    assert min(part.x for part in parts) == pytest.approx(zero - 30 * one, abs=1)


@pytest.mark.parametrize(
    ("field", "first", "second", "reason"),
    [
        ("unit", "EUR", "shops", "They count in different units."),
        ("denominator", "sales", "complaints", "They are shares or multiples of different things"),
        ("population", "Oslo", "", "They cover different groups, or do not say which."),
        ("place", "Oslo", "Bergen", "They are about different places, or do not say which."),
        ("subject", "guild", "bazaar", "They are about different parties, or do not say about whom."),
    ],
)
def test_figures_that_cannot_be_compared_are_not_drawn_and_the_page_says_why(
    built: Site, field: str, first: str, second: str, reason: str
) -> None:
    lines = (f"value: {value}{f', {field}: {said}' if said else ''}" for value, said in ((80, first), (20, second)))
    site = built({"statistics.yml": figures(*lines)})
    assert site.slugs() == set()
    for path in ("statistics/f0.md", "statistics/f1.md", "statistics/index.md"):
        assert not site[path].tree.css("svg[role=img]")
        assert "Not drawn beside" in site[path].text()
        assert reason in site[path].text()


def test_a_figure_that_cannot_be_compared_is_named_beside_the_chart_of_the_others(built: Site) -> None:
    lines = ("value: 80, unit: fakes", "value: 20, unit: fakes", "value: 7, unit: shops")
    site = built({"statistics.yml": figures(*lines)})
    assert site.slugs() == {"figures-f0"}
    assert [row["id"] for row in site.csv("figures-f0")] == ["f0", "f1"]
    for path in ("statistics/f0.md", "statistics/index.md"):
        assert "Not drawn beside 80 fakes (fakes found): 7 shops (fakes found)." in site[path].text()
    assert not site["statistics/f2.md"].tree.css("svg[role=img]")


def test_figures_that_say_the_same_need_no_chart(built: Site) -> None:
    assert built({"statistics.yml": figures("value: 80", "value: 80")}).slugs() == set()


def test_a_figure_that_was_ranked_down_is_not_drawn_and_named(built: Site) -> None:
    down = "rank: deprecated, deprecated_because: Misread."
    site = built({"statistics.yml": figures("value: 80", "value: 20", f"value: 9000, {down}")})
    assert [row["id"] for row in site.csv("figures-f0")] == ["f0", "f1"]
    assert list(site.chart("figures-f0").ticks())[-1] == "80"
    assert "Ranked down, and not drawn: 9,000 (fakes found)." in site["statistics/f0.md"].text()


def test_a_measure_has_one_scale_however_many_charts(built: Site) -> None:
    of = ("denominator: sales", "denominator: complaints")
    lines = [f"value: {value}, unit: '%', {of[value > 20]}" for value in (4, 20, 35, 90)]
    site = built({"statistics.yml": figures(*lines)})
    assert site.slugs() == {"figures-f0", "figures-f2"}
    assert site.chart("figures-f0").ticks() == site.chart("figures-f2").ticks()
    assert list(site.chart("figures-f0").ticks()) == ["0%", "25%", "50%", "75%", "100%"]


def test_on_its_own_page_a_figure_is_set_off_in_a_drawing_that_all_share(built: Site) -> None:
    site = built({"statistics.yml": SEVERAL})
    for number in range(5):
        (svg,) = site[f"statistics/f{number}.md"].tree.css("svg[role=img]")
        assert {node.attributes["data-row"] for node in svg.css("[data-own]")} == {str(number)}
    assert site.slugs() == {"figures-f0"}
    assert not site["statistics/index.md"].tree.css("[data-own]")


def test_numbers_that_no_drawing_can_hold_are_left_to_the_table(built: Site) -> None:
    site = built({"statistics.yml": figures("value: 1e300", "value: 2")})
    assert site.slugs() == set()
    assert "2" in site["statistics/f0.md"].text("Comparable figures")


def test_a_long_list_of_figures_has_charts_for_its_first_measures_only(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CHARTS", 2)
    lines = "".join(
        figures("value: 1", "value: 2", measure=f"m{number}").replace("id: f", f"id: m{number}f") for number in range(4)
    )
    site = built({"statistics.yml": lines})
    assert len(site["statistics/index.md"].tree.css("svg[role=img]")) == 2
    assert len(site["statistics/m3f0.md"].tree.css("svg[role=img]")) == 1


# --- the rows as a table and as data


def test_table_and_data_hold_the_rows_that_are_drawn(built: Site) -> None:
    site = built({"statistics.yml": SEVERAL})
    (figure,) = site["statistics/f0.md"].tree.css("svg[role=img]")
    table = next(table for table in site["statistics/f0.md"].tree.css("details table"))
    rows = [[cell.text().strip() for cell in row.css("td")] for row in table.css("tbody tr")]
    assert rows == [
        ["80 fakes", "Guild", "2015", "not stated"],
        ["about 20 fakes", "Bazaar", "2016", "not stated"],
        ["30 to 55 fakes", "Guild", "2017", "disputed"],
        ["more than 62.5 fakes", "Bazaar", "2018", "not stated"],
        ["at most 41 fakes", "Nobody by name", "2019", "not stated"],
    ]
    data = site.csv("figures-f0")
    assert [(row["value"], row["low"], row["high"], row["comparator"]) for row in data] == [
        ("80", "", "", "exactly"),
        ("20", "", "", "about"),
        ("", "30", "55", "exactly"),
        ("62.5", "", "", "more-than"),
        ("41", "", "", "at-most"),
    ]
    drawn = {node.attributes["data-row"] for node in figure.css(".d-bars path")}
    assert drawn == {str(number) for number in range(len(rows))} == {str(number) for number in range(len(data))}


def test_every_chart_of_the_first_dossier_has_its_rows_files_title_and_description(first: Built) -> None:
    shown = set()
    for path, page in first.pages.items():
        for svg in page.tree.css("svg[role=img]"):
            title, description = svg.css("title, desc")
            slug = str(title.id).removeprefix("chart-").removesuffix("-title")
            shown.add(slug)
            assert str(svg.attributes["aria-labelledby"]).split() == [title.id, description.id]
            assert title.text()
            assert len(description.text()) > 40
            hrefs = {link.attributes["href"] for link in page.tree.css("a[href]")}
            up = "../" * path.count("/")
            assert {f"{up}charts/{slug}.{suffix}" for suffix in ("csv", "svg", "vl.json")} <= hrefs
    assert shown == first.slugs()
    assert len(shown) > 15


def test_the_specification_draws_the_same_picture(first: Built) -> None:
    for slug in ("figures-proactive-ratio-2015", "issue-progress-stances", "issue-progress-statements", "coverage"):
        text = (first.docs / f"charts/{slug}.vl.json").read_text("utf-8")
        kept = (first.docs / f"charts/{slug}.svg").read_text("utf-8")
        title, description = re.findall(r"<(?:title|desc) [^>]*>(.*?)</", kept)
        drawn = ours(vl_convert.vegalite_to_svg(text, allowed_base_urls=[]), slug, title, description)
        assert Drawn(drawn).marks == Drawn(kept).marks
        assert json.loads(text)["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
        assert "url" not in text.replace("https://vega.github.io", "")


# --- stances over time

POSITIONS = """\
- {id: a, party: guild, issue: enough, stance: opposes, from: 2015-03-01}
- {id: b, party: guild, issue: enough, stance: mixed, from: 2017-06}
- {id: c, party: bazaar, issue: enough, stance: supports, from: 2015, until: 2016-12-31}
- {id: d, party: jones, issue: enough, stance: unknown}
- {id: e, party: jones, issue: enough, stance: supports, from: 2016, rank: deprecated, deprecated_because: Misread.}
"""


def _time(chart: Drawn) -> Callable[[float], float]:
    """Where a moment stands, by the years below the chart."""
    places = {int(words): x for words, x in chart.ticks().items()}
    low, high = min(places), max(places)
    return lambda at: places[low] + (at - low) * (places[high] - places[low]) / (high - low)


def test_a_sign_stands_at_the_date_of_its_stance(built: Site) -> None:
    chart = built({"positions.yml": POSITIONS}).chart("issue-enough-stances")
    at = _time(chart)
    signs = sorted(chart.of("d-signs"), key=lambda mark: (mark.row or 0, mark.x))
    assert chart.texts("d-names") == ["Bazaar", "Guild"]
    assert [mark.row for mark in signs] == [0, 1, 1]
    expected = (at(2015.5), at(2015 + 2 / 12), at(2017 + 5.5 / 12))
    assert [mark.x for mark in signs] == pytest.approx(expected, abs=1)
    assert len({mark.path for mark in signs}) == 3
    colours = [mark.classes & {"fill-for", "fill-against", "fill-quiet"} for mark in signs]
    assert colours == [{"fill-for"}, {"fill-against"}, {"fill-quiet"}]


def test_a_date_that_is_not_known_to_the_day_is_drawn_as_the_time_that_it_can_be(built: Site) -> None:
    chart = built({"positions.yml": POSITIONS}).chart("issue-enough-stances")
    at = _time(chart)
    spans = chart.of("d-spans")
    assert [span.row for span in spans] == [0, 1]
    for span, (start, end) in zip(spans, ((2015, 2016), (2017 + 5 / 12, 2017.5)), strict=True):
        corners = [float(x) + chart.left for x in re.findall(r"[ML](-?[\d.]+),", span.path)]
        assert min(corners) == pytest.approx(at(start), abs=1)
        assert max(corners) == pytest.approx(at(end), abs=1)
    (lasting,) = chart.of("d-lasting")
    assert lasting.row == 0


def test_what_has_no_date_is_not_drawn_and_said_and_what_was_ranked_down_is_not_shown(built: Site) -> None:
    site = built({"positions.yml": POSITIONS})
    assert "Not drawn: one position without a date." in site["issues/enough.md"].text()
    assert [row["position"] for row in site.csv("issue-enough-stances")] == ["c", "a", "b"]


def test_the_table_of_stances_says_what_the_signs_say(built: Site) -> None:
    site = built({"positions.yml": POSITIONS})
    table = next(each for each in site["issues/enough.md"].tree.css("details table"))
    assert [[cell.text().strip() for cell in row.css("td")] for row in table.css("tbody tr")] == [
        ["Bazaar", "● For", "2015", "31 December 2016"],
        ["Guild", "✕ Against", "1 March 2015", ""],
        ["Guild", "◐ Mixed", "June 2017", ""],
    ]


def test_words_stand_beside_signs_where_there_is_room_and_the_key_names_the_rest(built: Site) -> None:
    crowd = "".join(
        f"- {{id: c{day}, party: guild, issue: enough, stance: {stance}, from: 2015-01-{day:02}}}\n"
        for day, stance in zip(range(1, 20), ("supports", "declined") * 10, strict=False)
    )
    last = "- {id: z, party: bazaar, issue: enough, stance: opposes, from: 2017}\n"
    site = built({"positions.yml": crowd + last})
    words = site.chart("issue-enough-stances").texts("d-words-after") + site.chart("issue-enough-stances").texts(
        "d-words-before"
    )
    assert "Against" in words
    assert words.count("For") + words.count("Declined to say") < 3
    key = site["issues/enough.md"].tree.css_first(".d-key")
    assert key is not None
    assert "⊘ Declined to say" in key.text()
    assert "Against" not in key.text()


def test_a_party_with_one_stance_needs_no_chart_and_one_that_moved_has_one(built: Site) -> None:
    site = built({"positions.yml": POSITIONS})
    assert site["parties/guild.md"].tree.css("svg[role=img]")
    assert not site["parties/bazaar.md"].tree.css("svg[role=img]")
    assert site.chart("party-guild-stances").texts("d-names") == ["Enough"]


# --- statements over time


def _quotes(*said: tuple[str, str]) -> str:
    about = "issues: [enough], appearances: [{source: times}]"
    return "".join(
        f"- {{id: q{number}, text: 'It is {number}.', speaker: {speaker}, said: {date}, {about}}}\n"
        for number, (speaker, date) in enumerate(said)
    )


def test_columns_are_as_tall_as_their_counts_on_one_scale_from_zero(built: Site) -> None:
    said = (
        [("guild", "2015-01-05")] * 4 + [("guild", "2015-03")] + [("bazaar", "2015-03-09")] * 2 + [("bazaar", "2015")]
    )
    site = built(
        {"positions.yml": POSITIONS.replace("stance: mixed", "stance: opposes"), "quotes.yml": _quotes(*said[:-1])}
    )
    chart = site.chart("issue-enough-statements")
    tall = {
        (name, mark.row): [mark.height for mark in chart.of(f"d-columns-{number}")]
        for number, name in enumerate(("for", "against", "neither"))
        for mark in chart.of(f"d-columns-{number}")
    }
    lines = sorted({round(mark.y, 1) for mark in chart.of("d-grid")})
    assert len(lines) == 6  # zero and the most, for each of three rows
    one = (lines[1] - lines[0]) / 4
    assert tall == {("for", 0): [pytest.approx(2 * one, abs=1)], ("against", 1): pytest.approx([4 * one, one], abs=1)}
    for number, base in enumerate((lines[1], lines[3], lines[5])):
        assert all(mark.y + mark.height == pytest.approx(base, abs=1) for mark in chart.of(f"d-columns-{number}"))
    assert [tuple(row.values()) for row in site.csv("issue-enough-statements")] == [
        ("2015-01", "against", "4"),
        ("2015-03", "for", "2"),
        ("2015-03", "against", "1"),
    ]


def test_dates_known_to_the_year_only_are_counted_by_year(built: Site) -> None:
    said = [("guild", "2015"), ("guild", "2016-05"), ("bazaar", "2016"), ("bazaar", "201X")]
    site = built({"positions.yml": POSITIONS, "quotes.yml": _quotes(*said)})
    assert [tuple(row.values()) for row in site.csv("issue-enough-statements")] == [
        ("2015", "neither", "1"),
        ("2016", "for", "1"),
        ("2016", "neither", "1"),
    ]
    assert "Not drawn: one quotation whose time is not known well enough." in site["issues/enough.md"].text()


# --- the record itself


@pytest.mark.parametrize(("slug", "column"), [("origins", 5), ("quotations", 2), ("words", 3)])
def test_the_balance_is_that_of_the_table(first: Built, slug: str, column: int) -> None:
    chart = first.chart(f"balance-{slug}")
    zero, one = chart.scale()
    counts = [
        int(number) for row in first["gaps.md"].rows("Balance, issue by issue") for number in row[column].split(" · ")
    ]
    assert [bar.width / one for bar in chart.of("d-bars")] == pytest.approx(counts, abs=1 / one)
    assert all(bar.x == pytest.approx(zero, abs=1) for bar in chart.of("d-bars"))
    assert [int(row[slug]) for row in first.csv(f"balance-{slug}")] == counts


def test_coverage_is_drawn_as_counted(first: Built) -> None:
    chart = first.chart("coverage")
    zero, one = chart.scale()
    rows = first.csv("coverage")
    for number, row in enumerate(rows):
        bars = [bar for bar in chart.of("d-bars") if bar.row == number]
        counts = [int(row[name]) for name in ("recorded", "left_out", "open") if int(row[name])]
        assert [bar.width / one for bar in bars] == pytest.approx(counts, abs=1 / one)
        assert bars[0].x == pytest.approx(zero, abs=1)
    total = [sum(int(row[name]) for row in rows) for name in ("recorded", "left_out")]
    assert f"{total[0]} of {sum(total)} passages and figures recorded, {total[1]} left out" in first["method.md"].text()


def test_verdicts_are_drawn_as_counted(first: Built) -> None:
    chart = first.chart("verdicts")
    _, one = chart.scale()
    rows = first.csv("verdicts")
    assert [row["verdict"] for row in rows] == ["verified", "not-checked"]
    assert [bar.width / one for bar in chart.of("d-bars")] == pytest.approx(
        [int(row["number"]) for row in rows], abs=1 / one
    )
    unchecked = first["gaps.md"].items("Words and figures that were not checked")
    assert int(rows[1]["number"]) == len(unchecked)


# --- drawing


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "docs/charts").iterdir())}


def test_a_chart_is_the_same_bytes_again_and_from_the_cache(
    dossier_folder: DossierFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = dossier_folder({**BASE, "statistics.yml": SEVERAL, "positions.yml": POSITIONS})
    root = data.parent
    write_pages(Project.at(root))
    once = _files(root)
    kept = sorted((root / ".cache/dossier/charts").iterdir())
    assert len(kept) == 3
    for path in kept:
        path.unlink()
    write_pages(Project.at(root))
    assert _files(root) == once

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("drawn again")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", refuse)
    write_pages(Project.at(root))
    assert _files(root) == once


def test_what_was_spoilt_in_the_cache_is_drawn_anew(dossier_folder: DossierFolder) -> None:
    root = dossier_folder({**BASE, "statistics.yml": SEVERAL}).parent
    write_pages(Project.at(root))
    once = _files(root)
    (kept,) = (root / ".cache/dossier/charts").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-40] + b"<script>alert(1)</script>" + whole[-15:])
    shutil.rmtree(root / ".cache/dossier/pages")  # else nobody asks for the picture
    shutil.rmtree(root / "docs")
    write_pages(Project.at(root))
    assert _files(root) == once
    assert kept.read_bytes() == whole


def test_without_the_program_that_draws_the_tables_stand_alone_and_the_build_says_so(
    tmp_path: Path, dossier_folder: DossierFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(pictures, "version", missing)
    root = project(tmp_path / "project", dossier_folder({**BASE, "statistics.yml": SEVERAL}))
    done = CliRunner().invoke(main, ["pages", "-C", str(root)])
    assert done.exit_code == 0, done.output
    said = [line for line in done.output.splitlines() if line.startswith("Not drawn")]
    assert said == [
        "Not drawn: one chart; the pages show the tables alone. To draw them: pip install 'build-dossier[pictures]'."
    ]
    page = Shown(root / "docs/statistics/f0.md")
    assert not page.tree.css("svg[role=img]")
    assert page.tree.css("details[open] table")
    assert sorted(path.suffix for path in (root / "docs/charts").iterdir()) == [".csv", ".json"]
    assert not any(href.endswith(".svg") for href in page.links().values())


def test_with_it_the_build_says_nothing_of_charts(tmp_path: Path, dossier_folder: DossierFolder) -> None:
    root = project(tmp_path / "project", dossier_folder({**BASE, "statistics.yml": SEVERAL}))
    assert "drawn" not in CliRunner().invoke(main, ["pages", "-C", str(root)]).output


def test_texts_that_try_to_be_something_else_stay_texts(built: Site) -> None:
    names = (
        "</text><script>alert(1)</script>",
        "</desc></svg><img src=x onerror=alert(1)>",
        "\u202etxt.\u2028 {{ x }} &amp; ]]>",
    )
    parties = "".join(f"- {{id: h{n}, name: {json.dumps(name)}, kind: company}}\n" for n, name in enumerate(names))
    lines = (f"value: {number + 1}, claimant: h{number}, unit: '\"><b onclick=x>'" for number in range(3))
    site = built(
        {"parties.yml": BASE["parties.yml"] + parties, "statistics.yml": figures(*lines, measure="'</title><b>'")}
    )
    text = (site.docs / "charts/figures-f0.svg").read_text("utf-8")
    chart = site.chart("figures-f0")
    assert {element.tag.rpartition("}")[2] for element in chart.root.iter()} <= {
        "svg", "title", "desc", "g", "path", "line", "text"
    }  # fmt: skip
    assert not any(name.startswith("on") or "href" in name for element in chart.root.iter() for name in element.attrib)
    assert chart.texts("d-names")[:2] == list(names[:2])
    assert "\n" not in text.strip()
    for path in ("statistics/f0.md", "statistics/index.md"):
        tree = site[path].tree
        assert not tree.css("script, img, b[onclick]")
        assert [title.text() for title in tree.css("svg[role=img] title")] == ["</title><b>"]


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table(built: Site) -> None:
    name = "The Association of All Those Makers Who Ever Sold Anything at the Bazaar or Near It"
    lines = (f"value: {number}, claimant: long" for number in (1, 2))
    parties = f"- {{id: long, name: {name}, short: {name}, kind: company}}\n"
    site = built({"parties.yml": BASE["parties.yml"] + parties, "statistics.yml": figures(*lines)})
    shown = site.chart("figures-f0").texts("d-names")
    assert all(each.endswith("…") and name.startswith(each[:-1]) for each in shown)
    cells = site["statistics/f0.md"].tree.css("details table td:nth-child(2)")
    assert [cell.text().strip() for cell in cells] == [name, name]


def test_a_name_that_a_spreadsheet_would_run_is_disarmed_in_the_data(built: Site) -> None:
    site = built({"statistics.yml": figures("value: -1, unit: '=1+1'", "value: 2, unit: '=1+1'")})
    assert [(row["value"], row["unit"]) for row in site.csv("figures-f0")] == [("-1", "'=1+1"), ("2", "'=1+1")]


def test_numbers_and_years_are_written_with_the_digits_of_the_dossier(built: Site) -> None:
    about = "title: T\nquestion: Q?\nas_of: 2016-12\nmarking: TLP:CLEAR\ndigits: deva\n"
    site = built({"dossier.yml": about, "statistics.yml": SEVERAL, "positions.yml": POSITIONS})
    assert list(site.chart("figures-f0").ticks()) == ["०", "२०", "४०", "६०", "८०"]
    assert "२०१५" in site.chart("issue-enough-stances").ticks()
    assert site.chart("figures-f0").texts("d-figures")[0] == "८०"


def test_a_mirrored_chart_runs_from_right_to_left() -> None:
    ticks = tuple(Tick(Decimal(value), str(value)) for value in (0, 50, 100))
    bar = Bar("نقابة", "", "25", (Segment(Decimal(0), Decimal(25), "whole"),))
    link = Link("", "")  # type: ignore[arg-type]  # not looked at
    chart = Chart("s", "T", "", "D", Bars((bar,), ticks), (), (), (), (), link, link, link)
    plain, mirrored = (
        Drawn(ours(vl_convert.vegalite_to_svg(specification(chart, mirrored=each)), "s", "T", "D"))
        for each in (False, True)
    )
    zero, one = mirrored.scale()
    assert one == pytest.approx(-plain.scale()[1], abs=0.01)
    (drawn,) = mirrored.of("d-bars")
    assert drawn.x + drawn.width == pytest.approx(zero, abs=1)
    assert drawn.width == pytest.approx(-25 * one, abs=1)
    assert mirrored.texts("d-names") == ["نقابة"]
    assert mirrored.of("d-names")[0].x > 300
    assert mirrored.of("d-figures")[0].x < 40
