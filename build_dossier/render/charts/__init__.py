"""Charts: values into Vega-Lite specifications, and those into SVG that takes its looks from the page."""
