"""Where each kind of duty is read from: the tables of the work itself, never a copy.

A source tells the whole duty, begun and done, so that it does not matter which event came first,
or whether one came at all.
"""

from backend.duties.sources import homes, offices, orders, ratings, terms, visits
from backend.duties.sources.told import Reach, Source

SOURCES: dict[str, Source] = {
    **offices.SOURCES,
    **homes.SOURCES,
    **visits.SOURCES,
    **terms.SOURCES,
    **orders.SOURCES,
    **ratings.SOURCES,
}

__all__ = ["SOURCES", "Reach", "Source"]
