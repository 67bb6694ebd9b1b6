"""Records: one module a kind, and `KINDS`, which lists them."""
