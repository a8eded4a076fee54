"""The rules, by what they look at. Each is a generator of findings and reads only."""
