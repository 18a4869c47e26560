"""Can the open places still all be filled? (可行性) The one question put to a library.

Places and officers are a flow: each officer gives at most ``spare`` visits, each visit at most
one place to the same officer. Visits that want the same are one node, so the network stays small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Plan = dict[str, set[str]]  # visit -> the officers who fill its open places


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visit still needs: so many of these officers."""

    places: int
    able: frozenset[str]


def complete(wanted: Mapping[str, Wanted], spare: Mapping[str, int]) -> tuple[Plan, list[str]]:
    """A way to fill all open places and an empty list; else no plan and the short set.

    The short set (短缺组合) is the smallest set of visits that no minimum cut can leave out:
    its places outnumber what all officers together can give to it.
    """
    import networkx as nx  # here, because it doubles the start of every verb

    groups: dict[Wanted, list[str]] = {}
    for visit, want in wanted.items():
        if want.places:
            groups.setdefault(want, []).append(visit)
    network = _network(groups, spare)
    needed = sum(want.places * len(visits) for want, visits in groups.items())
    value, flow = nx.maximum_flow(network, "from", "to")
    if value == needed:
        return _plan(groups, flow), []
    _, (_, short) = nx.minimum_cut(network, "from", "to")
    names = {visit for want in groups if want in short for visit in groups[want]}
    return {}, [visit for visit in wanted if visit in names]


def _network(
    groups: Mapping[Wanted, list[str]], spare: Mapping[str, int]
) -> nx.DiGraph[str | Wanted]:
    import networkx as nx

    network: nx.DiGraph[str | Wanted] = nx.DiGraph()
    network.add_nodes_from(("from", "to"))
    for token, visits in spare.items():
        network.add_edge("from", f"officer {token}", capacity=visits)
    for want, names in groups.items():
        network.add_edge(want, "to", capacity=want.places * len(names))
        for token in want.able:
            network.add_edge(f"officer {token}", want, capacity=len(names))
    return network


def _plan(
    groups: Mapping[Wanted, list[str]], flow: Mapping[str | Wanted, Mapping[str | Wanted, int]]
) -> Plan:
    """Deal each officer's visits out in turn: nobody comes twice to the same one."""
    plan: Plan = {}
    for want, visits in groups.items():
        turn = 0
        for visit in visits:
            plan[visit] = set()
        for token in sorted(want.able):
            for _ in range(flow[f"officer {token}"].get(want, 0)):
                plan[visits[turn % len(visits)]].add(token)
                turn += 1
    return plan
