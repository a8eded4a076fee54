"""The faces for people: payers, the public, officers. Thin: parse, call, render."""
