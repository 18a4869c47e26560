"""The one sequencer: gives places, signs checkpoints, uploads, and never forks the log.

Every step compares the database with the published checkpoint first and may be killed anywhere:
run again, it ends with the same log.
"""
