"""Lighthouse gives the pages that readers meet first at least 95 of 100, on a slow phone and on a desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.browser import served
from tests.site.page_types import page_types
from tests.site.tools import run_node, settings, tool

_LEAST = 0.95


@pytest.mark.alone
def test_the_pages_that_readers_meet_first_score_95(first: Path, tmp_path: Path) -> None:
    tool("lighthouse/package.json")
    types = page_types(first / "site")
    with served(first / "site", compressed=True) as base:
        pages = [base + types[name].removesuffix("index.html") for name in ("index", "issues/*", "quotes/*")]
        done = run_node(settings("lighthouse.mjs"), *pages, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert len(measured) == 6
    short = [
        f"{each['address']} ({each['form']}): {each['scores']}: {', '.join(each['short'])}"
        for each in measured
        if min(each["scores"].values()) < _LEAST
    ]
    assert short == [], "\n".join(["", *short])
