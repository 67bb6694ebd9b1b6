"""Editions: what was published when an author closed one, how it is kept, and what differs between two."""
