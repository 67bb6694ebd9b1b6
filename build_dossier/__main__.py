"""`python -m build_dossier` is `dossier`."""

from build_dossier.cli import main

main()
