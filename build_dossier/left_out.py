"""What a build leaves out, in words for whoever runs it."""

from __future__ import annotations

from build_dossier.counted import count
from build_dossier.dossier import Dossier
from build_dossier.render.pictures import can_draw
from build_dossier.views import limits
from build_dossier.views.cards import quotes_and_figures


def left_out_in_words(withheld: int, dependent: int) -> str:
    """How many records were not published."""
    more = f", and {count(dependent, 'record')} that cannot be told without them" if dependent else ""
    return f"Left out: {count(withheld, 'record')} not marked TLP:CLEAR{more}."


NO_STYLES = "Left out: citations in the styles Chicago and APA. To have them: pip install 'build-dossier[cite]'."
"""Where there is no citation processor."""


def undrawn_charts_in_words(undrawn: int) -> str:
    """What is missing where nothing can draw, and how to get it."""
    return (
        f"Not drawn: {count(undrawn, 'chart')}; the pages show the tables alone. "
        "To draw them: pip install 'build-dossier[pictures]'."
    )


def undrawn_in_words(dossier: Dossier) -> str:
    """What is left out of the pictures for links, for whoever runs the build; '' where nothing is.

    Other sites take a picture by its whole address, so a dossier without a `url` has none.
    """
    number = len(quotes_and_figures(dossier))
    if not dossier.about.url:
        return ""
    if not can_draw():
        return "Links to the site show no picture: install build-dossier[pictures], which draws them."
    if number > limits.CARDS:
        return f"Links show {limits.CARDS:,} of {number:,} quotations and figures as a picture, the rest the dossier's."
    return ""
