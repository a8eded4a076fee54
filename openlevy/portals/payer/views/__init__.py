"""The payer's pages, one file per function of the menu."""
