"""Publishing: writing pages into the documentation folder, and the data for others to use."""
