"""Vectors for the tablet (对照用例): what the server's own code makes of random visits."""
