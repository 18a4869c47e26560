"""The pure part of the log: hashes, proofs, tiles, notes (no Django in here).

What the bytes are is written in FORMAT.md.
"""
