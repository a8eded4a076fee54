"""Rules about the code itself: what may be named, how long it may be, whose tables it touches."""
