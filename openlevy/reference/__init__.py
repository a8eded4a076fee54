"""What places are made of: regions, offices, agencies, banks, codes, tiers, words; and the date.

Nearly all of it is data: tables in ``data/`` and one folder a place in ``jurisdictions/``, each
value with where it comes from and how sure that is. 《社会保险法》 leaves tiers, windows and
procedures to the places, so they are read and never coded. Loaded once into frozen values; the
only row in the database is the business date. It never decides anything about a payer.
"""
