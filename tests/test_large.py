"""Dossiers of every size stay readable: long lists run over pages, nothing is lost, and no page grows too heavy."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from build_dossier.dossier import Dossier
from build_dossier.load.reading import read
from build_dossier.views import limits, places, years
from tests.large import Size, write
from tests.shown import Shown, lost_links, pages_of

Pages = dict[str, Shown]


def _pages(tmp_path: Path, size: Size) -> Pages:
    return pages_of(write(tmp_path / "data", size))


def _all(pages: Pages, stem: str, selector: str) -> list[str]:
    """What stands under a selector, over all pages of a list."""
    paths = sorted(path for path in pages if path == f"{stem}/index.md" or path.startswith(f"{stem}/page/"))
    links = [link for path in paths for link in pages[path].tree.css(selector)]
    return [str(link.attributes["href"]).rpartition("/")[2] for link in links]


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A dossier whose every list is longer than a page, because a page holds little."""
    with pytest.MonkeyPatch.context() as patch:
        for name, most in {"ENTRIES": 10, "EVENTS": 12, "MATRIX_ROWS": 6, "SHOWN": 4, "NAMES": 3, "GAPS": 5}.items():
            patch.setattr(limits, name, most)
        size = Size(parties=25, issues=4, positions=60, events=40, quotes=45, statistics=24, sources=24, speakers=3)
        return _pages(tmp_path_factory.mktemp("paged"), size)


def test_every_link_leads_somewhere(paged: Pages) -> None:
    assert lost_links(paged) == []


def test_no_anchor_stands_twice_and_every_page_has_one_title(paged: Pages) -> None:
    titles = [page.title for page in paged.values()]
    assert len(titles) == len(set(titles))
    for path, page in paged.items():
        ids = [node.id for node in page.tree.css("[id]")]
        assert len(ids) == len(set(ids)), path
        assert len(page.tree.css("h1")) == 1, path
        assert "{:" not in page.text(), path


@pytest.mark.parametrize(
    ("stem", "selector", "count"),
    [
        ("parties", "p.d-name a", 25),
        ("sources", "p.d-name a", 24),
        ("statistics", "p.d-amount a", 24),
        ("quotes", "li > p:first-child > a[href*=q]", 45),
    ],
)
def test_each_record_is_listed_once(paged: Pages, stem: str, selector: str, count: int) -> None:
    listed = _all(paged, stem, selector)
    assert len(listed) == len(set(listed)) == count


def test_a_page_of_a_list_says_which_it_is_and_leads_to_the_others(paged: Pages) -> None:
    page = paged["quotes/page/3.md"]
    assert page.heading == "Quotations, page 3 of 5"
    assert "Page 3 of 5" in page.text()
    (pager,) = page.tree.css("nav[aria-label=Pages]")
    links = {node.text(): node.attributes["href"] for node in pager.css("a")}
    assert links == {
        "Previous": "2.md",
        "1": "../index.md",
        "2": "2.md",
        "4": "4.md",
        "5": "5.md",
        "Next": "4.md",
    }
    assert [node.text() for node in pager.css("[aria-current=page]")] == ["3"]


def test_a_group_that_goes_on_says_so(paged: Pages) -> None:
    first, second = paged["parties/index.md"].headings()[-1], paged["parties/page/2.md"].headings()[1]
    assert second == f"{first}, continued"


def test_the_overview_leads_to_where_each_group_begins(paged: Pages) -> None:
    (contents,) = paged["quotes/index.md"].tree.css("nav[aria-label=Contents]")
    years = [node.text() for node in contents.css("a")]
    assert years == sorted(years, reverse=True)
    assert sum(int(node.text()) for node in contents.css("small")) == 45


def test_the_matrix_runs_over_pages_and_is_then_not_told_twice(paged: Pages) -> None:
    rows = [page.rows() for path, page in paged.items() if path.startswith("positions/")]
    assert [len(each) for each in rows] == [6, 6, 3]
    assert "Party by party" not in paged["positions/index.md"].headings()


def test_a_record_s_page_shows_the_first_of_a_long_list_and_leads_to_all(paged: Pages) -> None:
    page = paged["parties/p0.md"]
    assert len(page.items("In its words")) == 4
    assert page.links("In its words")["All 15 quotations"] == "p0/quotations.md"
    whole = paged["parties/p0/quotations.md"]
    assert whole.heading == "Quotations in the words of Party 0 of the list has"
    assert [node.text() for node in whole.tree.css("nav[aria-label=Breadcrumb] a")][:2] == ["Brief", "Parties"]
    found = [
        str(node.attributes["href"])
        for path in ("parties/p0/quotations.md", "parties/p0/quotations/page/2.md")
        for node in paged[path].tree.css("li > p:first-child > a")
    ]
    assert len({href.rpartition("/")[2] for href in found}) == 15


def test_issues_and_sources_lead_to_their_long_lists_too(paged: Pages) -> None:
    assert paged["issues/i0.md"].links("Quotations")["All 12 quotations"] == "i0/quotations.md"
    assert paged["issues/i0.md"].links("Events")["All ten events"] == "i0/events.md"
    assert "issues/i0/figures.md" in paged


def test_gaps_that_are_many_have_pages_of_their_own(paged: Pages) -> None:
    group = "Figures from a single origin"
    assert len(paged["gaps.md"].items(group)) == 5
    assert paged["gaps.md"].links(group)["All 24"] == "gaps/single-origin.md"
    pages = ["gaps/single-origin.md", "gaps/single-origin/page/2.md", "gaps/single-origin/page/3.md"]
    assert sum(len(paged[path].tree.css("li > a[href*=statistics]")) for path in pages) == 24


# --- small and odd


def test_three_records_make_no_page_number_and_no_empty_section(tmp_path: Path) -> None:
    pages = _pages(tmp_path, Size(parties=1, issues=1, sources=1))
    assert not any("/page/" in path for path in pages)
    for path, page in pages.items():
        assert not page.tree.css("nav[aria-label=Pages], nav[aria-label=Contents]"), path
    assert "No position is recorded yet." in pages["positions/index.md"].text()
    assert "Nothing recorded yet" in pages["issues/index.md"].text()
    assert lost_links(pages) == []


def test_without_any_date_everything_is_listed_as_undated(tmp_path: Path) -> None:
    pages = _pages(tmp_path, Size(positions=6, events=4, quotes=5, statistics=3, dates=False))
    assert pages["timeline.md"].headings()[1] == "Date not stated"
    assert not pages["timeline.md"].tree.css(".d-when svg")
    assert pages["quotes/index.md"].headings() == ["Quotations", "Date not stated"]
    assert lost_links(pages) == []


def test_a_very_long_name_is_whole_on_its_page_and_short_elsewhere(tmp_path: Path) -> None:
    name = "The Association of " + "Extraordinarily " * 17 + "Long Names"
    data = write(tmp_path / "data", Size(parties=3, positions=6, quotes=3, events=3))
    parties = (data / "parties.yml").read_text().replace('"Party 0 of the list has", "short": "Party 0"', f'"{name}"')
    (data / "parties.yml").write_text(parties)
    pages = pages_of(data)
    assert pages["parties/p0.md"].heading == name
    for path, page in pages.items():
        if path != "parties/p0.md":
            assert all(len(node.text()) <= 170 for node in page.tree.css("a, td, th")), path
            assert len(page.title) < 200, path


# --- as large as it gets: what a full page weighs, and how long it takes


MOST = 60_000
"""Bytes of a page's own HTML, compressed; styles, scripts and the theme come to about 90 kB beside it."""


@pytest.mark.parametrize(
    ("size", "paths"),
    [
        (Size(parties=60, issues=40, positions=2400), ("positions/index.md", "issues/index.md")),
        (Size(parties=40, events=205, years=1), ("timeline/2025-part-1.md",)),
        (
            Size(quotes=160, statistics=155, sources=160, parties=160),
            ("quotes/index.md", "statistics/index.md", "sources/index.md", "parties/index.md"),
        ),
    ],
)
def test_a_full_page_is_light_enough(tmp_path: Path, size: Size, paths: tuple[str, ...]) -> None:
    pages = _pages(tmp_path, size)
    for path in paths:
        assert len(gzip.compress(str(pages[path].tree.html).encode())) < MOST, path


def test_where_an_event_stands_is_not_computed_anew_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = read(write(tmp_path / "data", Size(events=300)), "data").dossier
    assert dossier is not None
    computed: list[Dossier] = []
    compute = years._sheets

    def noted(each: Dossier) -> tuple[years.Sheet, ...]:
        computed.append(each)
        return compute(each)

    monkeypatch.setattr(years, "_sheets", noted)
    pages = {places.page_of(dossier, key)[0] for key in dossier.records if key.kind == "event"}
    assert len(pages) > 1
    assert computed == [dossier]
