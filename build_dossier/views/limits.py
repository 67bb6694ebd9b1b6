"""How much one page shows before it is split, chosen so that a page stays readable and below 60 kB compressed."""

ENTRIES = 150
"""Entries of a list: quotations, figures, sources, parties."""
EVENTS = 200
"""Events of the timeline: above it each year, or some years together, have a page."""
MATRIX_ROWS = 40
"""Parties of the matrix."""
MATRIX_CELLS = 240
"""Cells up to which the matrix is told again in words, and its cells carry the statements."""
SHOWN = 30
"""Quotations, figures or events on the page of a party, an issue or a source; the rest has pages of its own."""
GAPS = 60
"""Gaps of one sort on the page that lists them all; the rest has pages of its own."""
NAMES = 8
"""Names in a row of names, before 'and 12 more'."""
CHART_ROWS = 24
"""Rows of one chart; its notes say what else there is."""
CHARTS = 12
"""Charts on one page; on a list of figures, those beyond are on the figures' own pages."""
NETWORK = 40
"""Parties in the drawing of the network: more than these, and nobody finds anything in it."""
CITED = 5
"""Sources of one record whose citations stand on its page; the rest has them on its own."""
CARDS = 1000
"""Quotations and figures with a picture of their own for links; each takes some hundredths of a second to draw."""
SEARCH_SHARD = 256
"""Records that the search indexes at once, when one of them changes; up to four times as many are one shard."""
