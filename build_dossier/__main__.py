"""The program's two doors: `dossier` and `python -m build_dossier`."""

import atexit
import os
import sys

from build_dossier.cli import main


def run() -> None:
    """Run the program, and end the process at once: to take everything apart first costs Python a tenth of a second."""
    try:
        main()
    except SystemExit as ended:
        if not isinstance(ended.code, int):
            raise
        atexit._run_exitfuncs()  # ending at once leaves out what others asked to be done then
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:  # whoever reads it is gone, which Python knows how to tell
            raise ended from None
        os._exit(ended.code)


if __name__ == "__main__":
    run()
