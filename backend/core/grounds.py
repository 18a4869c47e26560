"""What rests on what, so that an annulled decision finds its effects."""

from backend.core.models import Ground


def rest(effect: tuple[str, str], ground: tuple[str, str], digest: str = "") -> None:
    """Write down that the effect rests on the ground; twice is once."""
    Ground.objects.get_or_create(
        effect_type=effect[0],
        effect_id=str(effect[1]),
        ground_type=ground[0],
        ground_id=str(ground[1]),
        defaults={"ground_digest": digest},
    )


def effects_of(ground: tuple[str, str]) -> list[tuple[str, str]]:
    """List what rests directly on the ground."""
    rows = Ground.objects.filter(ground_type=ground[0], ground_id=str(ground[1])).order_by("pk")
    return list(rows.values_list("effect_type", "effect_id"))
