"""The office system (民政端): Django apps, each one field of the work."""
