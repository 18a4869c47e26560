"""Judging what a tablet did, in memory, and writing it set-wise (现场操作).

`load.states` reads the visits of a batch in a fixed number of queries, `judge.judge` decides one
operation against a state without touching the database, `write.write` stores what changed.
"""
