"""The languages that the site itself speaks: its words from catalogues, its dates and numbers from CLDR."""
