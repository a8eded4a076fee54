"""The invented world: who lives, is enrolled and banks where. True are the divisions, offices and
banks, read as files; invented are the people, whose ID numbers carry an area code that GB/T 2260
does not assign. The same seed, date and index always give the same person, so nothing need be kept
but the seed. It never writes the product's tables: the world goes there as packages.
"""
