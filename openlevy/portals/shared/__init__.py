"""What every face shows alike: the sheet, the shell, the words of refusals, the error pages.

Portals hold addresses, views, forms and templates. They parse what was typed, call one service or
query, and render; no rule of the business is decided here.
"""
