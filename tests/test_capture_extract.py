"""From bytes to text: pages, PDFs and plain texts, in any encoding, and what they say of themselves."""

from __future__ import annotations

import codecs
import io
import json
import sys
from datetime import date
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.capture import CaptureError
from build_dossier.capture.addresses import Deadline
from build_dossier.capture.charset import decoded
from build_dossier.capture.columns import unfolded
from build_dossier.capture.extract import Extract, Form, Reading, extract, form_of, media_type_of
from build_dossier.capture.pdf import text_of
from build_dossier.evidence.matching import Match, Text, look_for
from tests.pdfs import Line, pdf

HOW = Reading(date(2026, 11, 21))
WHOLE = Reading(date(2026, 11, 21), whole=True)
HTML, PDF, PLAIN = "text/html", "application/pdf", "text/plain"

SENTENCES = (
    "The Bazaar removed 380 million listings in the year to August, the company said in a statement.",
    "“Our results speak for themselves,” its president wrote to the office on Wednesday.",
    "The Guild, which speaks for two hundred makers of shoes, called the figure “an invention”.",
)
MENU = '<nav><ul><li><a href="/a">Subscribe now</a></li><li><a href="/b">Sign in</a></li></ul></nav>'


def page(*paragraphs: str, head: str = "", top: str = "<h1>Fakes at the Bazaar</h1>") -> str:
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs or SENTENCES)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}<main><article>{top}{body}</article></main>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )


def of(content: str | bytes, media_type: str = HTML, charset: str = "", how: Reading = HOW) -> Extract:
    return extract(content.encode() if isinstance(content, str) else content, media_type, charset, how)


# --- pages


def test_the_article_is_taken_and_the_menu_is_not() -> None:
    text = of(page()).text
    assert text == "Fakes at the Bazaar\n" + "".join(f"{sentence}\n" for sentence in SENTENCES)


def test_the_headline_stands_above_an_article_that_does_not_hold_it() -> None:
    head = "<title>Fakes at the Bazaar</title>"
    outside = page(head=head, top="").replace("<main>", "<header><h1>Fakes  at the Bazaar</h1></header><main>")
    assert of(outside).text == "\n".join(("Fakes at the Bazaar\n", *SENTENCES, ""))


def test_a_title_that_no_reader_sees_is_not_put_into_the_text() -> None:
    assert "Secret" not in of(page(head='<meta property="og:title" content="Secret title">', top="")).text


def test_the_whole_page_can_be_taken() -> None:
    text = of(page(head="<title>T</title><style>p {}</style>"), how=WHOLE).text
    assert (
        text
        == "\n\n".join(("Subscribe now\nSign in", "Fakes at the Bazaar", *SENTENCES, "All rights reserved.")) + "\n"
    )


def test_the_whole_page_has_what_is_shown_and_only_that() -> None:
    text = of(
        "<html><body>a<!-- no --><script>no()</script>b<br>c <b>d</b>e\n f<table><tr><td>1</td><td>2</td></tr></table>"
        "<template>no</template><noscript>no</noscript>g&nbsp;h &amp; &lt;i&gt;</body></html>",
        how=WHOLE,
    ).text
    assert text == "ab\nc de f\n\n1\n2\n\ng\u00a0h & <i>\n"


@pytest.mark.parametrize("how", [HOW, WHOLE])
@pytest.mark.parametrize(
    "content",
    ["", " ", "<html></html>", "<html><body><p>—</p></body></html>", "<!-- a -->", "<html><body><script>x</script>"],
)
def test_a_page_without_text_is_no_capture(content: str, how: Reading) -> None:
    with pytest.raises(CaptureError, match=r"no (text in the page|article was found in the page; try --whole)"):
        of(content, how=how)


def test_words_of_chinese_and_arabic_pages_are_found() -> None:
    chinese = (
        "阿里巴巴集团表示：“我们对这一决定非常失望。”该公司说，二〇一六年删除了三亿八千万件商品，并关闭了十八万家店铺。"
    )
    arabic = "قالت الشركة إنها «تشعر بخيبة أمل كبيرة» من القرار، وإنها أزالت ثلاثمئة وثمانين مليون منتج في عام واحد."
    text = Text(of(page(chinese, arabic)).text)
    assert isinstance(look_for("我们对这一决定非常失望。", text), Match)
    assert isinstance(look_for("تشعر بخيبة أمل كبيرة", text), Match)


def test_the_same_page_gives_the_same_text() -> None:
    assert of(page()) == of(page())


# --- what a page says of itself


def ld(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


ARTICLE = ld(
    **{
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Fakes of JSON",
        "datePublished": "2016-12-21T23:30:00-05:00",
        "publisher": {"@type": "Organization", "name": "The Gazette"},
    }
)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("", ("Fakes at the Bazaar", "", "")),
        ("<title>Fakes | The Gazette</title>", ("Fakes at the Bazaar", "", "")),
        (
            '<meta property="og:title" content=" Fakes \n of OG "><meta property="og:site_name" content="The Post">'
            '<meta property="article:published_time" content="2016-12-21 10:00:00">',
            ("Fakes of OG", "The Post", "2016-12-21"),
        ),
        (ARTICLE, ("Fakes of JSON", "The Gazette", "2016-12-21")),
        (
            ld(**{"@graph": [{"@type": ["Thing", "Article"], "publisher": ["The Sun"], "datePublished": "2016"}]}),
            ("Fakes at the Bazaar", "The Sun", "2016"),
        ),
        (
            '<meta name="citation_title" content="A Study"><meta name="citation_publication_date" content="2016/3/9">'
            '<meta name="DC.Publisher" content="A Press">',
            ("A Study", "A Press", "2016-03-09"),
        ),
        ('<meta name="dcterms.issued" content="2016-03">', ("Fakes at the Bazaar", "", "2016-03")),
        ('<script type="application/ld+json">{broken</script>', ("Fakes at the Bazaar", "", "")),
        (ld(**{"@type": "Organization", "headline": "no"}), ("Fakes at the Bazaar", "", "")),
        (ld(**{"@type": "Article", "publisher": [], "headline": 3}), ("Fakes at the Bazaar", "", "")),
    ],
)
def test_a_page_says_title_publisher_and_day(head: str, told: tuple[str, str, str]) -> None:
    got = of(page(head=head))
    assert (got.title, got.publisher, got.published) == told


def test_the_title_element_serves_where_no_heading_does() -> None:
    assert of(page(head="<title>The  Gazette</title>", top="<h1>One</h1><h1>Two</h1>")).title == "The Gazette"


def test_a_time_element_may_say_the_day() -> None:
    assert (
        of(page(top='<time itemprop="datePublished" datetime="2016-12-21T10:00Z">today</time>')).published
        == "2016-12-21"
    )


@pytest.mark.parametrize("stated", ["2026-11-22", "2099", "2016-02-30", "2016-13", "21 December 2016", "20161221", ""])
def test_a_day_that_cannot_be_is_passed_over(stated: str) -> None:
    assert of(page(head=f'<meta property="article:published_time" content="{stated}">')).published == ""


def test_nothing_is_made_up_from_the_text() -> None:
    got = of(page("Published on 21 December 2016 by The Gazette, © 2016 The Gazette Ltd.", *SENTENCES, top=""))
    assert (got.title, got.publisher, got.published) == ("", "", "")


def test_json_nested_without_end_does_no_harm() -> None:
    deep = '{"@graph":[' * 3000 + "]}" * 3000
    assert of(page(head=f'<script type="application/ld+json">{deep}</script>')).title == "Fakes at the Bazaar"


# --- character encodings

ACCENTS = "Café “déjà” naïve crème brûlée"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ACCENTS.encode(), ""),
        (ACCENTS.encode(), "iso-8859-1"),
        (ACCENTS.encode("cp1252"), "iso-8859-1"),
        (ACCENTS.encode("cp1252"), "ISO-8859-1"),
        (codecs.BOM_UTF8 + ACCENTS.encode(), "windows-1252"),
        (codecs.BOM_UTF16_LE + ACCENTS.encode("utf-16-le"), "utf-8"),
        (codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"), ""),
        (codecs.BOM_UTF32_LE + ACCENTS.encode("utf-32-le"), ""),
        (ACCENTS.encode("utf-16-le"), "utf-16"),
    ],
)
def test_what_is_said_of_the_encoding_is_used(content: bytes, said: str) -> None:
    assert decoded(content, said).text == ACCENTS
    assert of(content, PLAIN, said).text == f"{ACCENTS}\n"


@pytest.mark.parametrize(
    "encoding", ["gbk", "gb2312", "big5", "shift_jis", "euc-kr", "windows-1256", "koi8-r", "iso-2022-jp"]
)
@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="{}">',
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}">',
        "<?xml version='1.0' encoding='{}'?>",
    ],
)
def test_a_page_may_say_its_encoding_itself(encoding: str, meta: str) -> None:
    words = {
        "gbk": "我们对决定失望",
        "gb2312": "我们对决定失望",
        "big5": "我們對決定失望",
        "shift_jis": "決定に失望した",
        "iso-2022-jp": "決定に失望した",
    }.get(
        encoding,
        {"euc-kr": "결정에 실망했다", "windows-1256": "نشعر بخيبة أمل", "koi8-r": "Мы разочарованы"}.get(encoding, ""),
    )
    content = f"{meta.format(encoding)}<p>{words}</p>".encode(encoding)
    assert words in decoded(content, "").text
    assert decoded(content, encoding).text == decoded(content, "").text
    assert decoded(content, "no-such-charset").text == decoded(content, "").text


def test_few_characters_in_gbk_that_are_sound_utf_8_too_are_read_as_said() -> None:
    assert decoded("联通".encode("gbk"), "gbk").text == "联通"


def test_a_page_that_says_nothing_of_its_encoding_needs_the_authors_word() -> None:
    with pytest.raises(CaptureError, match="which character encoding it is: name it with --encoding"):
        of("déjà vu".encode("latin-1"), PLAIN)
    assert of("déjà vu".encode("latin-1"), PLAIN, how=Reading(HOW.on, encoding="latin-1")).text == "déjà vu\n"


def test_the_authors_word_stands_above_all() -> None:
    how = Reading(HOW.on, encoding="koi8-r")
    assert of("Мы разочарованы".encode("koi8-r"), PLAIN, "utf-8", how).text == "Мы разочарованы\n"


@pytest.mark.parametrize("name", ["no-such-charset", "base64", "rot13", "\x00"])
def test_an_encoding_that_is_none_is_told(name: str) -> None:
    with pytest.raises(CaptureError, match="there is no character encoding"):
        decoded(b"Words", "", given=name)


def test_what_is_broken_is_counted_and_noted() -> None:
    got = of(b"caf\xe9 \xe9t\xe9 na\xc3\xafve and more", PLAIN, "utf-8")
    assert got.text == "caf\ufffd \ufffdt\ufffd naïve and more\n"
    assert got.notes == ("3 characters could not be read in utf-8; they stand as \ufffd and verify nothing",)


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "gbk", "utf-16", "utf-7", "idna", "punycode", "hex"]))
def test_no_bytes_end_in_anything_but_a_text_or_a_sentence(content: bytes, said: str) -> None:
    for media_type in (HTML, PLAIN, PDF, ""):
        try:
            got = extract(content, media_type, said, WHOLE)
        except CaptureError:
            continue
        assert got.text.endswith("\n")


# --- forms


@pytest.mark.parametrize(
    ("content", "media_type", "form"),
    [
        (b"%PDF-1.7", "text/html", Form.PDF),
        (b"junk %PDF-1.7", PDF, Form.PDF),
        (b"<!DOCTYPE html>", PLAIN, Form.HTML),
        (b"\xef\xbb\xbf <!-- a --> <!-- b --><HTML lang=en>", "", Form.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", "application/xml", Form.HTML),
        (b"no tags", HTML, Form.HTML),
        (b"no tags", "", Form.TEXT),
        (b"a,b", "text/csv", Form.TEXT),
        (b"<!-- never closed " * 200, "", Form.TEXT),
        (codecs.BOM_UTF16_LE + b"a\0", "application/octet-stream", Form.TEXT),
    ],
)
def test_the_form_is_seen_in_the_first_bytes_or_said(content: bytes, media_type: str, form: Form) -> None:
    assert form_of(content, media_type, "") is form


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"\x89PNG", "image/png", "of the type image/png: not HTML, PDF or plain text"),
        (b"PK\x03\x04", "application/zip", "of the type application/zip"),
        (b"{}", "application/json", "of the type application/json"),
        (rb"{\rtf1", "text/rtf", "of the type text/rtf"),
        (b"PK\x03\x04\0\0", "", "it is not HTML, PDF or plain text"),
        (b"Sorry", PDF, "said to be a PDF, and is none"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, media_type: str, words: str) -> None:
    with pytest.raises(CaptureError, match=words):
        of(content, media_type)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.html", HTML), ("A.HTM", HTML), ("a.pdf", PDF), ("a.b.txt", PLAIN), ("a", ""), ("a.doc", "")],
)
def test_a_files_name_tells_its_type(name: str, media_type: str) -> None:
    assert media_type_of(name) == media_type


def test_a_plain_text_keeps_its_lines() -> None:
    assert of("\r\n One\t \r\n\r\nTwo\fThree\rFour\u2028Five\n\n", PLAIN).text == " One\n\nTwo\nThree\nFour\nFive\n"
    with pytest.raises(CaptureError, match="it holds no text"):
        of(" \n—\n", PLAIN)


# --- PDF

LEFT = (
    "The office said that it would look into the",
    "matter before the end of the year, and counter-",
    "feiting would remain on the agenda of the two",
    "parties. A further round of talks was expected",
    "in the spring.",
)
RIGHT = (
    "Traders replied that nothing had changed since",
    "the last report. They asked for a list of shops",
    "and for a public register of all the take-",
    "downs in the past year.",
)
HEADING: Line = (40, 740, "A heading that runs across both of the columns of the page")
FOOT: Line = (40, 600, "A line at the foot that runs across both of the columns, too")


def column(x: float, lines: tuple[str, ...]) -> list[Line]:
    return [(x, 700 - 12 * number, line) for number, line in enumerate(lines)]


def by_rows(*columns: list[Line]) -> list[Line]:
    return sorted((line for one in columns for line in one), key=lambda line: (-line[1], line[0]))


IN_ORDER = "\n".join((HEADING[2], *LEFT, *RIGHT, FOOT[2])) + "\n"


@pytest.mark.parametrize(
    "drawn", [[*column(40, LEFT), *column(330, RIGHT)], by_rows(column(40, LEFT), column(330, RIGHT))]
)
def test_columns_are_read_one_after_the_other_however_they_are_drawn(drawn: list[Line]) -> None:
    text = of(pdf([HEADING, *drawn, FOOT]), PDF).text
    assert text == IN_ORDER
    for words in (
        "and counterfeiting would remain on the agenda",
        "a public register of all the takedowns in the past year.",
    ):
        assert isinstance(look_for(words, Text(text)), Match)


def test_the_right_column_may_be_the_longer_one() -> None:
    text = of(pdf([HEADING, *by_rows(column(40, RIGHT), column(330, LEFT))]), PDF).text
    assert text == "\n".join((HEADING[2], *RIGHT, *LEFT)) + "\n"


def test_three_columns_are_three() -> None:
    narrow = [
        tuple(f"{name} column has words in line {number}" for number in range(4)) for name in ("One", "Two", "Six")
    ]
    text = of(pdf(by_rows(*(column(5 + 235 * number, lines) for number, lines in enumerate(narrow)))), PDF).text
    assert text == "\n".join(line for lines in narrow for line in lines) + "\n"


def test_a_table_is_read_by_rows() -> None:
    rows = [
        line
        for number in range(6)
        for line in (
            (40.0, 700 - 12 * number, f"Year {2010 + number}"),
            (250.0, 700 - 12 * number, f"{number * 37} million items"),
        )
    ]
    assert of(pdf([HEADING, *rows]), PDF).text.splitlines()[1:3] == [
        "Year 2010 0 million items",
        "Year 2011 37 million items",
    ]


def test_a_layout_that_is_not_of_the_text_changes_nothing() -> None:
    assert unfolded("a b\nc", "") == "a b\nc"
    assert unfolded("a b\nc", "other      words\nnot here") == "a b\nc"


@given(st.lists(st.text("ab  ", max_size=60), max_size=8))
def test_no_letter_is_lost_on_the_way_through_columns(lines: list[str]) -> None:
    layout = "\n".join(lines)
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert sorted("".join(unfolded(text, layout).split())) == sorted("".join(text.split()))


def test_a_page_whose_layout_cannot_be_told_has_its_text_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_text = pypdf.PageObject.extract_text

    def no_layout(self: pypdf.PageObject, **options: Any) -> str:  # noqa: ANN401 -- what pypdf takes
        if options.get("extraction_mode") == "layout":
            raise ZeroDivisionError
        return plain_text(self, **options)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", no_layout)
    assert of(pdf([HEADING]), PDF).text == f"{HEADING[2]}\n"


def test_pages_follow_each_other() -> None:
    text = of(pdf([(40, 700, "The end of the page and the be-")], [(40, 700, "ginning of the next.")]), PDF).text
    assert text == "The end of the page and the be-\nginning of the next.\n"
    assert isinstance(look_for("the beginning of the next", Text(text)), Match)


def test_chinese_is_read_through_the_map_of_its_font() -> None:
    assert of(pdf([(40, 700, "阿⾥巴巴⾮常失望，2016年。")]), PDF).text == "阿里巴巴非常失望，2016年。\n"


def test_text_from_right_to_left_comes_with_a_warning() -> None:
    drawn = "".join(reversed("ﻗﺎﻟﺖ اﻟﺸﺮﻛﺔ"))  # a PDF has the glyphs from left to right
    got = of(pdf([(40, 700, drawn)]), PDF)
    assert got.text == "قالت الشركة\n"
    assert got.notes == ("words that run from right to left can be out of order in the text of a PDF: compare the two",)


@pytest.mark.parametrize(
    ("stated", "title"),
    [("A  report", "A report"), ("Microsoft Word - draft.doc", ""), ("report.pdf", ""), ("Untitled", ""), ("", "")],
)
def test_the_title_of_a_pdf_is_one_unless_a_program_made_it(stated: str, title: str) -> None:
    assert of(pdf([HEADING], info={"Title": stated}), PDF).title == title


def encrypted(user: str, algorithm: str = "RC4-128") -> bytes:
    writer = pypdf.PdfWriter(pypdf.PdfReader(io.BytesIO(pdf([HEADING]))))
    writer.encrypt(user, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_wants_a_password_is_told() -> None:
    with pytest.raises(CaptureError, match="the PDF is encrypted: it wants a password"):
        of(encrypted("secret"), PDF)


def test_a_pdf_that_anybody_may_read_is_read() -> None:
    assert of(encrypted(""), PDF).text == f"{HEADING[2]}\n"


def test_a_pdf_whose_encryption_cannot_be_read_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def decrypt(self: pypdf.PdfReader, password: str) -> None:
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", decrypt)
    with pytest.raises(CaptureError, match=r"encrypted with AES.*pip install cryptography"):
        of(encrypted(""), PDF)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", pdf([HEADING])[:300], b"%PDF-1.7 " + b"<<" * 5000]
)
def test_a_broken_pdf_is_told(content: bytes) -> None:
    with pytest.raises(CaptureError, match=r"the PDF is broken|the PDF holds no text"):
        of(content, PDF)


def test_a_pdf_of_pictures_is_told() -> None:
    with pytest.raises(CaptureError, match="no text, only pictures of pages"):
        of(pdf([]), PDF)


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(CaptureError, match="longer than"):
        text_of(pdf([HEADING] * 50), Deadline(0, 1e-6))


# --- without the libraries


@pytest.mark.parametrize(
    ("module", "content", "media_type"),
    [("trafilatura", page().encode(), HTML), ("lxml.html", page().encode(), HTML), ("pypdf", pdf([HEADING]), PDF)],
)
def test_a_missing_library_is_named_with_the_extra(
    module: str, content: bytes, media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CaptureError, match=r"not installed: pip install 'build-dossier\[capture\]'"):
        of(content, media_type)
