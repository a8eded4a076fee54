"""Which rows of the requirements the tests hold up, and how that is known.

A test names its rows by ``@pytest.mark.row("D4")`` and records with the fixture ``walk`` the pages
it visited and the words of the screen it used. A row passes when every test that names it passed
and together they visited its pages and used its labels; a skipped test holds up nothing.
"""
