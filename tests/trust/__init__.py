"""What an outsider can check with the descriptions alone."""
