"""Every built page is valid HTML, by the rules of html-validate that `tests/tools/` names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.site.tools import run_node, settings, tool

# What Material's own markup breaks, by the rule and the beginning of the element; and no reader is the worse for it.
_THEMES = (
    # Browsers forget the state of a box that is told to; the standard grants that to fields of text only.
    ("valid-autocomplete", r'<input class="md-toggle"'),
    # Two forms that are never sent: the choice of light or dark, and the search that answers as one types.
    ("wcag/h32", r'<form class="md-header__option" data-md-component="palette"'),
    ("wcag/h32", r'<form class="md-search__form"'),
)


def test_every_page_is_valid_html(built: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = run_node(
        tool("html-validate/bin/html-validate.mjs"),
        "--config",
        settings("html-validate.config.mjs"),
        "--formatter",
        f"json={report}",
        "**/*.html",
        cwd=built / "site",
    )
    assert report.is_file(), done.stderr
    pages = json.loads(report.read_bytes())
    found: dict[str, list[str]] = {}
    for page in pages:
        for fault in page["messages"]:
            if not _is_the_themes(page, fault):
                where = f"{Path(page['filePath']).relative_to(built / 'site')}:{fault['line']}"
                found.setdefault(f"{fault['ruleId']}: {fault['message']}", []).append(where)
    told = [f"{fault} ({len(places)}: {', '.join(places[:3])} …)" for fault, places in found.items()]
    assert told == [], "\n".join(["", *told])


def _is_the_themes(page: dict[str, Any], fault: dict[str, Any]) -> bool:
    html = Path(page["filePath"]).read_text("utf-8")
    start = html.rfind("<", 0, fault["offset"] + 1)
    return any(fault["ruleId"] == rule and re.match(begin, html[start:]) for rule, begin in _THEMES)
