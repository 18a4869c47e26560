"""Every step of the walk, brought about in process, and what may not be done there."""
