"""Many visits at once (批量评分): arrays of scaled integers, equal to the one-by-one engine.

Every distinct cell of a column is read and awarded once by the same rules as a single visit;
from there on a visit is a row of small integers.
"""
