"""What must hold when processes race, are killed or answer wrongly."""
