"""The tablet's pages as Django serves them; what runs on the tablet lies in src (检查端)."""
