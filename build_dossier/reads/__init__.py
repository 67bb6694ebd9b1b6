"""What a page was made from: a dossier that notes what is read of it, and what each of those things is now."""
