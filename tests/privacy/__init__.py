"""No number of anybody lies plain anywhere: the program is used, tried, and then searched."""
