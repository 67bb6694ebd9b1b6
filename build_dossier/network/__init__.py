"""Networks on paper: where the nodes and the labels of the ties stand. No word of a dossier is known here."""
