"""Hosts: the thin adapter that lets MkDocs run the generator by itself."""
