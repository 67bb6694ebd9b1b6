"""Capture: what a source says, fetched or read from a file, as text that can be verified against.

What goes wrong here is the environment's doing, a network, a server or a file, and is told by CaptureError.
"""

from __future__ import annotations


class CaptureError(Exception):
    """Something could not be fetched, read or kept; the message says what, in a sentence without its full stop."""
