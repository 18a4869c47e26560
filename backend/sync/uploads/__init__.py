"""Bytes of evidence, resumable (佐证材料断点续传): tus 1.0."""
