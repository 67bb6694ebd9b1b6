"""Whatever a text holds, a page shows it as those characters, and nothing else comes of it."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser

from build_dossier.records.term import Term
from build_dossier.render import escape
from build_dossier.render.abbreviations import abbreviations, definitions
from build_dossier.render.pages import render
from build_dossier.views.glossary import GlossaryView, TermEntry
from build_dossier.views.site import PageView
from tests.shown import folded, html_of

# What means something in Markdown, in its extensions, in HTML, in Jinja or in YAML.
_WORDS = [
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "*a*",
        "_a_",
        "**a**",
        "`",
        "`a`",
        "```",
        "~~~",
        "~~a~~",
        "==a==",
        "^^a^^",
    ),
    *(
        "\\",
        "\\*",
        "\\\\",
        "#",
        "##",
        ">",
        "-",
        "+",
        "---",
        "===",
        ":",
        "::",
        "|",
        "||",
        "|-|",
        "a|b",
        "$$",
        "$a$",
    ),
    *("1.", "1)", "12.", "[ ]", "[", "]", "[x](javascript:a)", "![a](b)", "[a][b]", "[[a]]", "[a]:", "[^1]:"),
    *(
        "*[a]:",
        "[TOC]",
        "{: onclick=x }",
        "{#id}",
        "{.c}",
        "{{ x }}",
        "{% x %}",
        "{# x #}",
        "!!! note",
        "???",
    ),
    *("--8<--", "///", "@a", "%a", ":smile:", "...", "(c)", "http://a.b", "www.x.y", "a@b.c", "C++", "N&T"),
    *(
        "<script>",
        "</script>",
        "</title>",
        "<b>",
        "<br>",
        "<a",
        "</",
        "<",
        ">",
        "<!--",
        "-->",
        "<!",
        "<?",
        "?>",
    ),
    *(
        "<a|b>",
        "<http://a.b>",
        "<a@b.c>",
        "&",
        "&amp",
        "&amp;",
        "&copy;",
        "&#35;",
        "&#x23;",
        "&lt;b&gt;",
        ";",
    ),
    *('"', "'", ' onload="', "onload='", '">', "'>", "](", "(", ")", "é", "“", "”", "…", "a", "b", "0"),
    *("amp", "klzzwxh:0000", "wzxhzdk:0", "STX", "ETX"),
]
_BLANKS = [" ", "  ", "\n", "\n\n", "\n    ", "\n- ", "\t", "\n\t", "\u2028", "\u00a0"]
# Data hold no control characters but the line break and the tab: reading them refuses the others.
_LETTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")
_texts = (
    st.text(_LETTERS, min_size=1, max_size=30)
    | st.text(st.sampled_from("*_`|<>[](){}!#+-=.:;&\\~^$\"'\n\t ab1/?%@x“é"), min_size=1, max_size=20)
    | st.lists(st.sampled_from([*_WORDS, *_BLANKS]), min_size=1, max_size=8).map("".join)
).filter(lambda text: text.strip())


class Place(NamedTuple):
    """A place for a text in a page: the Markdown around it, where the HTML shows it, every element there."""

    source: str
    where: str
    elements: str
    before: str = ""
    after: str = ""


PLACES = (
    Place("{}", "p", "p"),
    Place("before {} after", "p", "p", "before ", " after"),
    Place("“{}”", "p", "p", "“", "”"),
    Place("# {}", "h1", "h1"),
    Place('### <span id="a"></span>{}', "h3", "h3 span"),
    Place("- {}", "li", "li ul"),
    Place("1.  {}", "li", "li ol"),
    Place("- a: {} (b)", "li", "li ul", "a: ", " (b)"),
    Place("- a\n\n    {}", "li > p:last-child", "li p p ul"),
    Place("- a\n\n    - b\n\n        {}", "li li > p:last-child", "li li p p p ul ul"),
    Place("> {}", "blockquote p", "blockquote p"),
    Place('> <span lang="en" dir="ltr">“{}”</span>', "blockquote span", "blockquote p span", "“", "”"),
    Place("**{}**", "strong", "p strong"),
    Place("*{}*", "em", "em p"),
    Place("**a** {}", "p", "p strong", "a "),
    Place("[{}](x.md)", "a", "a p"),
    Place("**[{}](x.md)**, b", "a", "a p strong"),
    Place("!!! note\n\n    {}", "div > p:last-child", "div p p"),
    Place("{}\n{{: .dossier-small }}", "p.dossier-small", "p"),
    Place("| a |\n| --- |\n| {} |", "td", "table tbody td th thead tr tr"),
    Place("| a | {} |\n| --- | --- |\n| b | c |", "th + th", "table tbody td td th th thead tr tr"),
    Place("| a |\n| --- |\n| [{}](x.md) |", "td a", "a table tbody td th thead tr tr"),
    Place("| a |\n| --- |\n| **{}** b |", "td strong", "strong table tbody td th thead tr tr"),
)


def _shown(source: str) -> LexborHTMLParser:
    tree = LexborHTMLParser(f"<body>{html_of(source)}</body>")
    for link in tree.css("a.headerlink"):
        link.decompose()
    for line_break in tree.css("br"):
        line_break.replace_with("\n")
    return tree


def _elements(tree: LexborHTMLParser) -> str:
    return " ".join(sorted(str(node.tag) for node in tree.css("body *")))


def _attributes(tree: LexborHTMLParser) -> set[str]:
    return {name for node in tree.css("body *") for name in node.attributes}


def _as_promised(text: str) -> str:
    """A text line by line, each run of blanks as one."""
    lines = re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text.strip())
    return "\n".join(re.sub(r"[ \t]+", " ", line.strip(" \t")) for line in lines)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.source.replace("\n", "⏎"))
@settings(deadline=None)
@given(text=_texts)
@example(text="a\n    b")
@example(text="[x](javascript:alert(1))\n{: onclick=alert(1) }")
@example(text="<script>alert(1)</script>")
@example(text="*[HTML]: a")
@example(text="[ref]: javascript:a")
@example(text="a]: javascript:b")
@example(text="- a\n- b")
@example(text="| a |\n| - |\n| b |")
@example(text="```\na\n```")
@example(text="*a* | `b` {{ c }} &copy; \\")
def test_a_text_shows_as_its_characters(place: Place, text: str) -> None:
    tree = _shown(place.source.format(escape.markdown(text)))
    expected = f"{place.before}{_as_promised(text)}{place.after}"
    assert [node.text() for node in tree.css(place.where)] == [expected]
    assert _elements(tree) == place.elements
    assert _attributes(tree) <= {"id", "class", "href", "lang", "dir"}


@pytest.mark.parametrize("text", ["2.50 days", "98% (of 1,500), he said – “so”; it's done…", "U.S. law: a/b & c"])
def test_plain_words_stay_plain_in_the_markdown(text: str) -> None:
    assert escape.markdown(text) == text


@settings(deadline=None)
@given(_texts)
def test_an_attribute_holds_the_text_and_ends_where_it_ends(text: str) -> None:
    for source in (
        'a <span title="{}">b</span> c',
        '| a |\n| - |\n| <span title="{}">b</span> |',
        '# <span title="{}">b</span>',
    ):
        tree = _shown(source.format(escape.attribute(text)))
        (span,) = tree.css("span")
        assert span.attributes == {"title": folded(text)}
        assert span.text() == "b"


@settings(deadline=None)
@given(_texts)
@example("'a'")
@example('"a"')
def test_the_title_of_a_link_holds_the_text(text: str) -> None:
    for source in ('[a](x.md "{}")', '| a |\n| - |\n| [a](x.md "{}") |'):
        tree = _shown(source.format(escape.link_title(text)))
        (link,) = tree.css("a")
        assert link.attributes == {"href": "x.md", "title": folded(text)}
        assert link.text() == "a"


_ADDRESSES = st.lists(
    st.sampled_from([word for word in _WORDS if not re.search(r"[\s<>\"\\^`{|}]", word)])
    | st.sampled_from("/?&=#%;,@!$'()*+~._-é例")
    | st.sampled_from(["%20", "%C3%A9", "&copy=1", "&amp;b", "a_(b)_c", "*c*"]),
    max_size=10,
).map(lambda parts: f"https://example.org/{''.join(parts)}")


@settings(deadline=None)
@given(_ADDRESSES)
@example("https://example.org/?a=1&copy=2&amp;b=3")
@example("https://example.org/a_(b)_*c*/#(d)")
def test_a_link_leads_to_the_address(address: str) -> None:
    for source in ("before [a]({}) after", "| a |\n| - |\n| [a]({}) |"):
        tree = _shown(source.format(escape.url(address)))
        (link,) = tree.css("a")
        assert set(link.attributes) == {"href"}
        assert unquote(str(link.attributes["href"])) == unquote(address)
        assert link.text() == "a"


@settings(deadline=None)
@given(_texts)
def test_front_matter_holds_the_text_as_html(text: str) -> None:
    body, meta = get_data(f"---\ndescription: {escape.front_matter(text)}\n---\n\n# a\n")
    assert set(meta) == {"description"}
    assert html.unescape(meta["description"]) == folded(text)
    assert not set(meta["description"]) & set('<>"')
    assert body == "# a\n"


def _glossary(name: str, term: Term) -> LexborHTMLParser:
    """A page that shows `name`, with a footer that explains a term."""
    entry = TermEntry("term-a", name, "", "b", (), "", "")
    view = PageView("glossary.md", "Terms", "glossary.md", GlossaryView("d", (entry,)), "c")
    page = render(view, abbreviations((term,)))
    body, _ = get_data(page.text)
    return _shown(body)


@settings(deadline=None)
@given(name=_texts, meaning=_texts)
@example(name="*[a]: x", meaning="b")
@example(name="C++", meaning='" onmouseover="alert(1)')
@example(name="a", meaning="<script>alert(1)</script>")
@example(name="a.*", meaning="''")
@example(name="a b", meaning="c\n*[b]: d")
@example(name="wzxhzdk", meaning="what Python-Markdown itself writes there meanwhile")
@example(name="klzzwxh", meaning="the same")
@example(name="0", meaning="a number that Python-Markdown uses for the anchor in the heading")
def test_a_term_is_explained_or_left_alone(name: str, meaning: str) -> None:
    tree = _glossary(name, Term(id="a", name=name, definition=meaning))
    (heading,) = tree.css("h2")
    assert folded(heading.text()) == folded(name)
    assert {str(node.tag) for node in tree.css("body *")} <= {"h1", "h2", "p", "span", "abbr", "nav", "div", "a"}
    for explained in tree.css("abbr"):
        assert explained.attributes == {"title": folded(meaning)}


def test_a_term_is_explained_where_it_stands() -> None:
    tree = _glossary("Every USTR report", Term(id="a", name="USTR", definition="the Trade <Representative>"))
    assert [(node.text(), node.attributes["title"]) for node in tree.css("h2 abbr")] == [
        ("USTR", "the Trade <Representative>")
    ]


def test_an_abbreviation_is_explained_with_its_full_name() -> None:
    term = Term(id="a", name="Notorious Markets List", abbreviation="NML", definition="A list.")
    (explained,) = _glossary("The NML of 2016", term).css("h2 abbr")
    assert explained.attributes["title"] == "Notorious Markets List: A list."


def test_a_term_that_the_page_does_not_hold_leaves_no_trace() -> None:
    tree = _glossary("Nothing", Term(id="a", name="USTR", definition="the Trade Representative"))
    assert "Representative" not in str(tree.html)


_signs = st.text("aB1é\u0301中 _-.'’()&;:+", min_size=1, max_size=5).map(str.strip).filter(bool)


@settings(deadline=None)
@given(names=st.lists(_signs, max_size=6), said=st.lists(_signs, max_size=8).map(" ".join))
@example(names=["a", "a b", "B"], said="a_b, aB; **a**, _a_ and a\u0301")
@example(names=["a"], said="_a_")
@example(names=["中", "."], said="a.中B 中")
def test_what_is_not_defined_at_the_foot_would_explain_nothing(names: list[str], said: str) -> None:
    terms = abbreviations(Term(id="a", name=name, definition=f"meaning {number}") for number, name in enumerate(names))
    everything = "\n".join(f"*[{name}]: {terms.meanings[name]}" for name in terms.names)
    text = f"x {said} x\n"
    assert _explained(f"{text}{definitions(text, terms)}") == _explained(f"{text}\n{everything}\n")


def _explained(text: str) -> str:
    return Markdown(extensions=["abbr"]).convert(text)
