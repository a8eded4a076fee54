"""The other side of ``page``: a Django of nothing but a view.

One address, one query by primary key, one page by Jinja2, served by granian as the product is. No
sign-in, no session, no middleware but what makes an answer have a length.
"""
