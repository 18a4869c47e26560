"""Running a trial in the background: read, grade, keep; resumable at every step (试算)."""
