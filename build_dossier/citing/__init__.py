"""How a source, or a page of the dossier, is cited: in styles through a CSL processor, and for reference managers."""
