"""Made-up dossiers of any size, the same bytes at each run, with the mix of kinds and links of the first dossier.

    python -m bench.synthetic FOLDER --pages 2000

writes a project: `data/` as an author writes it, the captured texts that a third of its sources were verified against,
and the evidence lock that `dossier verify` made of them. `tests/large.py` makes simpler ones, for odd shapes.
"""
