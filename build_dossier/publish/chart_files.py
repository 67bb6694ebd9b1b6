"""The files beside each chart: its rows as CSV, its picture, and its Vega-Lite specification."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from build_dossier.publish.csv_files import disarmed
from build_dossier.render.charts.pictures import Pictures
from build_dossier.render.pages import Asset
from build_dossier.views.charts.chart import FOLDER, Chart


def chart_files(charts: Iterable[Chart], pictures: Pictures) -> Iterator[Asset]:
    """The files of each drawing, once, however many pages show it."""
    for chart in {chart.slug: chart for chart in charts}.values():
        drawing = pictures.drawings[chart.slug]
        yield Asset(f"{FOLDER}/{chart.slug}.csv", _csv(chart))
        yield Asset(f"{FOLDER}/{chart.slug}.vl.json", drawing.specification.encode())
        if drawing.svg:
            yield Asset(f"{FOLDER}/{chart.slug}.svg", f"{drawing.svg}\n".encode())


def specifications_in(paths: Iterable[str]) -> int:
    """How many charts there are among the files of a site, drawn or not."""
    return sum(path.startswith(f"{FOLDER}/") and path.endswith(".vl.json") for path in paths)


def _csv(chart: Chart) -> bytes:
    """The rows that are drawn (RFC 4180), their texts safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in chart.fields])
    for row in chart.data:
        writer.writerow(
            [disarmed(cell) if field.is_text else cell for field, cell in zip(chart.fields, row, strict=True)]
        )
    return text.getvalue().encode()
