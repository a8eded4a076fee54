"""The face of tax officers: they come in by two factors, hand out 注册码, and reopen a closed
window, which takes two of them (requirements L4, D3).

Every page is of one office's cases: ``officer_required`` asks for the role, each view for the
office. Laid out for a PC of 1280 px, and sound on a phone.
"""
