"""Libraries that only capturing needs: imported when they are used, missed in words."""

from __future__ import annotations

import importlib
import logging
from typing import Any

from build_dossier.capture import CaptureError


def needed(name: str) -> Any:  # noqa: ANN401 -- a module
    """Import a library of the extra `capture`. Raises CaptureError with what to install where it is missing."""
    # what these libraries log is about pages, and is not for the author's terminal
    logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise CaptureError(
            f"this needs {error.name or name}, which is not installed: pip install 'build-dossier[capture]'"
        ) from None
