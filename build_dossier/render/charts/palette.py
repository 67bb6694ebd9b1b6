"""The colours of the drawings in light, each with the class by which `styles/charts.css` gives it the page's colour."""

from __future__ import annotations

PALETTE = {
    "ink": "#1a1c20",
    "quiet": "#56606b",
    "line": "#d5dade",
    "paper": "#ffffff",
    "accent": "#0b4f6c",
    "part": "#c2d3da",
    "for": "#0b5cad",
    "against": "#a3420b",
    "open": "#805200",
}

# Name of the filling and of the line around it.
FILLS = {
    "whole": ("accent", "accent"),
    "part": ("part", "accent"),
    "empty": ("paper", "accent"),
    "for": ("for", "for"),
    "against": ("against", "against"),
    "neither": ("quiet", "quiet"),
}

# Signs in a square from -1 to 1, filled; a ring is a circle with a hole that runs the other way round.
_CIRCLE = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
_RING = f"{_CIRCLE}M-0.7,0A0.7,0.7,0,1,0,0.7,0A0.7,0.7,0,1,0,-0.7,0Z"
_CROSS = "M-1,-0.68L-0.68,-1L0,-0.32L0.68,-1L1,-0.68L0.32,0L1,0.68L0.68,1L0,0.32L-0.68,1L-1,0.68L-0.32,0Z"
_DIAMOND = "M0,-1.15L1.15,0L0,1.15L-1.15,0ZM0,-0.7L-0.7,0L0,0.7L0.7,0Z"
_HALF = f"{_RING}M0,-0.85A0.85,0.85,0,0,0,0,0.85Z"
_STRUCK = f"{_RING}M-0.55,0.78L0.78,-0.55L0.55,-0.78L-0.78,0.55Z"
_QUESTION = (
    "M-0.62,-0.42C-0.6,-0.85,-0.3,-1.1,0.05,-1.1C0.45,-1.1,0.7,-0.85,0.7,-0.48C0.7,0,0.22,0.08,0.2,0.5"
    "L-0.15,0.5C-0.14,-0.05,0.33,-0.15,0.33,-0.45C0.33,-0.65,0.22,-0.78,0.03,-0.78C-0.15,-0.78,-0.25,-0.65,-0.27,-0.42Z"
    "M-0.17,0.72L0.22,0.72L0.22,1.1L-0.17,1.1Z"
)

# The stances with their colour and the form of their sign, as `scales.Stance.symbol` has it.
STANCES = {
    "supports": ("for", _CIRCLE),
    "conditional": ("quiet", _DIAMOND),
    "mixed": ("quiet", _HALF),
    "neutral": ("quiet", _RING),
    "opposes": ("against", _CROSS),
    "declined": ("quiet", _STRUCK),
    "unknown": ("quiet", _QUESTION),
}
