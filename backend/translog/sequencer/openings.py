"""Opening files: stored, taken back after a restore, and forgotten for good."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db.models import Max, QuerySet
from django.utils import timezone

from backend.core.canonical import canonical
from backend.translog import store
from backend.translog.models import Forgotten, Leaf, Opening, Place
from backend.translog.proof.faults import Fault, Missing
from backend.translog.proof.leaves import Opening as Opened
from backend.translog.proof.leaves import Subject, check_opening, read_opening

AT_ONCE = 500


def to_store() -> QuerySet[Opening]:
    """Give the openings of placed entries whose file is not stored yet."""
    return Opening.objects.filter(stored=False, leaf__place__isnull=False)


def to_forget() -> QuerySet[Forgotten]:
    """Give the forgotten entries whose files may still be there."""
    return Forgotten.objects.filter(number=None, leaf__place__isnull=False)


def store_new() -> None:
    """Store what is not stored yet, and take what was held and is public now out of its place."""
    while some := list(to_store().select_related("leaf__place").order_by("pk")[:AT_ONCE]):
        for _done in store.side_by_side(_store, some):
            pass
        store.delete(
            store.opening_key(one.leaf.place.index, held=True) for one in some if not one.held
        )
        for held in (True, False):  # as it was stored: released meanwhile, it is stored again
            pks = [one.pk for one in some if one.held == held]
            Opening.objects.filter(pk__in=pks, held=held).update(stored=True)


def _store(opening: Opening) -> None:
    index = opening.leaf.place.index
    opened = opened_of(opening)
    store.put(store.opening_key(index, held=opening.held), opened.file(index), store.JSON)


def opened_of(row: Opening) -> Opened:
    """Give a row as the pure part knows it."""
    subject = Subject(row.subject_type, row.subject_id, row.label)
    return Opened(subject, row.document, bytes(row.salt))


def take_back(first: int, leaves: Sequence[Leaf]) -> None:
    """Make the rows of openings anew from the stored files; the forgotten ones have none."""
    known = set(Opening.objects.filter(leaf__in=leaves).values_list("leaf", flat=True))
    wanted = [(first + n, leaf) for n, leaf in enumerate(leaves) if leaf.pk not in known]
    found = store.side_by_side(_read, wanted)
    rows = [row for row in found if row is not None]
    Opening.objects.bulk_create(rows, ignore_conflicts=True)


def _read(wanted: tuple[int, Leaf]) -> Opening | None:
    index, leaf = wanted
    for held in (False, True):
        try:
            file = store.get(store.opening_key(index, held=held))
            _index, opened = read_opening(json.loads(file))
            check_opening(bytes(leaf.entry), opened)
        except Missing:
            continue
        except (Fault, ValueError):
            return None  # a file of an entry that was never published
        return _row(leaf, opened, held)
    return None


def _row(leaf: Leaf, opened: Opened, held: bool) -> Opening:
    return Opening(
        leaf=leaf,
        kind=leaf.kind,
        subject_type=opened.subject.type,
        subject_id=opened.subject.id,
        label=opened.subject.label,
        document=opened.document,
        salt=opened.salt,
        held=held,
        stored=True,
    )


def forget_new() -> None:
    """Write forgotten entries into the bucket's own list, and delete their files."""
    for row in to_forget().select_related("leaf__place").order_by("recorded_at", "pk"):
        index = row.leaf.place.index
        while not _listed(row, index):
            take_back_forgotten()  # the list went on without this database
            row.refresh_from_db(fields=["number"])
            if row.number is not None:
                break
        delete_files([index])


def _listed(row: Forgotten, index: int) -> bool:
    number = last_number() + 1
    if not store.put_new(forgotten_key(number), canonical({"index": index})):
        return False
    row.number = number
    row.save(update_fields=["number"])
    return True


def take_back_forgotten() -> None:
    """Forget here too what the bucket's list says was forgotten; its files go again."""
    for some in store.batches(store.names(store.FORGOTTEN, forgotten_key(last_number())), 1000):
        numbers = {_index(key): int(key[len(store.FORGOTTEN) : -5]) for key in some}
        for place in Place.objects.filter(index__in=numbers).select_related("leaf"):
            Forgotten.objects.update_or_create(
                leaf=place.leaf,
                defaults={"number": numbers[place.index]},
                create_defaults={
                    "number": numbers[place.index],
                    "recorded_at": timezone.now(),
                },
            )
            Opening.objects.filter(leaf=place.leaf).delete()
        delete_files(numbers)


def put_back_forgotten() -> None:
    """Put what the database knows to be forgotten into a bucket that was rolled back."""
    listed = Forgotten.objects.filter(number__isnull=False).order_by("number")
    rows = listed.values_list("number", "leaf__place__index")
    for some in store.batches(rows.iterator(), 1000):
        for number, index in some:
            store.put_new(forgotten_key(number or 0), canonical({"index": index}))
        delete_files(index for _number, index in some)


def list_is_whole() -> bool:
    """Say whether the bucket's list ends where the database's does."""
    last = last_number()
    after = forgotten_key(last - 1) if last else ""
    return list(store.names(store.FORGOTTEN, after)) == ([forgotten_key(last)] if last else [])


def delete_files(indexes: Iterable[int]) -> None:
    """Delete opening files, public and held."""
    store.delete(store.opening_key(i, held=held) for i in indexes for held in (False, True))


def last_number() -> int:
    """Give the last number of the list that the database knows."""
    found: int | None = Forgotten.objects.aggregate(last=Max("number"))["last"]
    return found or 0


def forgotten_key(number: int) -> str:
    """Name an item of the list."""
    return f"{store.FORGOTTEN}{number:012d}.json"


def _index(key: str) -> int:
    told: dict[str, int] = json.loads(store.get(key))
    return told["index"]
