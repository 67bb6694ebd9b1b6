"""Views: what each page shows. Every decision is taken here; templates only print."""
