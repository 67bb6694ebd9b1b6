"""Making the files of a site: only what is not as it was, on all cores, and kept for the next build."""
