"""Makes the papers the tax authority hands out: 《社会保险费缴费记录》 as a signed PDF/A-2.

Pure making, no database: content in (``content``), bytes out (``finished.make_paper``), with a
certificate from ``issuing``. ``content.canonical_bytes`` and ``content_hash`` fix what was
certified, for the public check. The layout follows the papers of the tax authority; the amount in
capitals follows 银发〔1997〕393号. It never decides who may have a paper, never invents a
verification code, and never prints without an issuing certificate that is good at that moment.
"""
