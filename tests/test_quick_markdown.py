"""The converter that serves all pages gives what Python-Markdown and MkDocs give by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from build_dossier.host.configuring import configured, configured_by_plugins, plugin_of
from build_dossier.host.quick_markdown import Converter, can_serve
from build_dossier.pipeline import write_pages
from build_dossier.project import Project
from tests.projects import FIRST, case, example, project

_ODD = r"""
Text with \*no\* *emphasis*, **strong**, _under_, `code`, ``a ` b``, <b>raw</b>, &amp; and &nope; & <https://x.example>
and <me@x.example>, ![picture][p] ![other](x.svg "t") [ref][r] [r] [a [b] c](index.md "title") two@@
lines * not _ here, a\\b, \\`, <!-- a comment --> <?x?> [TOC] 1*2*3

[TOC]

[r]: index.md "Reference"
[p]: x.svg

*[HTML]: Hyper

HTML `a&b` x < y > z & done {: .x }

- <span id="here">one</span>
    <a name='there'>two</a> <i ID = three>three</i>

<div markdown><p markdown="span">*one* &lt; \[two\] <em>x</em></p>

| a | `b|c` |
| - | - |
| \| | **x** |

</div>
""".replace("@@", "  ")


@pytest.mark.parametrize("name", ["first", "hostile", "fr", "ar"])
def test_each_page_is_rendered_to_the_same_html(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    if name in {"fr", "ar"}:
        example(root, name)
    else:
        project(root, FIRST if name == "first" else case("hostile"))
    config = configured(Project.at(root))
    plugin = plugin_of(config)
    assert plugin
    plugin.outcome = write_pages(Project.at(root, Path(config.docs_dir)))
    assert plugin.outcome.changes
    (Path(config.docs_dir) / "odd.md").write_text(_ODD, "utf-8")
    shutil.copy(Path(config.docs_dir) / "odd.md", Path(config.docs_dir) / "odd-again.md")
    config = configured_by_plugins(config)
    files = get_files(config)
    assert can_serve(config)
    converter = Converter(config)
    number = 0
    for file in files.documentation_pages():
        page, quick = Page(None, file, config), Page(None, file, config)
        for each in (page, quick):
            each.read_source(config)
        page.render(config, files)
        converter.render(quick, config, files)
        assert _result(quick) == _result(page), file.src_uri
        number += 1
    assert number > 20


# Without "<![", on which the parser of HTML fails that MkDocs uses.
_PIECES = """
<p> </p> <div~markdown> </div> <b> </b> <p~markdown="span"> <details~markdown> </details> <summary> <li> <pre> </pre>
<br> <br~/> <hr> <hr~markdown> <DIV~markdown="1"> </DIV> <script>x</script> <title>x</title> <span~a="b"~c> </span>
<!--~x~--> <?x?> <~ > &amp; &#64; & &#x2f; [x](y.md) [a~[b]~c](d) ![i](s) [ ]( ) [r]:~u \\ \\[ ` ``` ~~~ * ** _
*word* words word *[word]:~Meaning <me@x.example> {:~.x~} | \u0663. \u00b2
"""
_LINES = (
    "",
    " ",
    "    ",
    "# ",
    "- ",
    "1. ",
    "> ",
    ": ",
    "!!! note\n    ",
    "===\n",
    "---\n",
    "|-|-|\n",
    "    x\n\n",
    "\n",
)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_text_holds_it_is_rendered_to_the_same_html(tmp_path: Path, seed: int) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(FIRST.parent / "mkdocs.yml", tmp_path / "mkdocs.yml")
    config = configured(Project.at(tmp_path))
    files = Files([])
    converter = Converter(config)
    chance = Random(seed)  # noqa: S311 -- the same texts in each run
    for _ in range(60):
        lines = ("".join(chance.choices(_PIECES.split(), k=chance.randrange(6))).replace("~", " ") for _ in range(12))
        text = "".join(f"{chance.choice(_LINES)}{line}\n" for line in lines)
        file = File("page.md", str(tmp_path), str(tmp_path), use_directory_urls=True)
        page, quick = Page(None, file, config), Page(None, file, config)
        page.markdown = quick.markdown = text
        page.render(config, files)
        converter.render(quick, config, files)
        assert _result(quick) == _result(page), text


def _result(page: Page) -> dict[str, Any]:
    return {
        "content": page.content,
        "toc": str(page.toc),
        "title": page.title,
        "anchors": {anchor for anchor in page.present_anchor_ids or () if anchor},
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }
