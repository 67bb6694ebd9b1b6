"""Rendering: views into Markdown."""
