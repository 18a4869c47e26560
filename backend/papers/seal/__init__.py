"""The seal: a PAdES signature with a visible stamp (电子印章); here a demonstration, made by us."""
