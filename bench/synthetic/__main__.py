"""Write a made-up dossier into a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.synthetic.mix import of_pages, of_records
from bench.synthetic.project import write


def main() -> None:
    """Read the command line, write, say what was written."""
    options = argparse.ArgumentParser(prog="python -m bench.synthetic", description=__doc__)
    options.add_argument("folder", type=Path)
    size = options.add_mutually_exclusive_group(required=True)
    size.add_argument("--pages", type=int, help="how many records with a page of their own")
    size.add_argument("--records", type=int, help="how many records of all kinds")
    options.add_argument("--no-lock", action="store_true", help="verify nothing")
    given = options.parse_args()
    mix = of_pages(given.pages) if given.pages else of_records(given.records)
    write(given.folder, mix, verified=not given.no_lock)
    print(f"{mix.records:,} records, {mix.pages:,} of them with a page: {mix}")


if __name__ == "__main__":
    main()
