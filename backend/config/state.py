"""What this database holds, as one digest (状态摘要): two databases that agree hold the same.

Only what a tablet, a person or the public log gave: no row numbers, no moments of the server.
So a restored database has the digest again when the tablets have sent what it lacks.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection, transaction

from backend.core.canonical import digest
from backend.translog.models import Checkpoint
from backend.translog.sequencer import tree

# One line a row, sorted the same everywhere.
PARTS = {
    "visits": """
        SELECT id, nature_id, site_id, checklist_digest, state, operations, lock_digest,
          conclusion - 'record_paper'
        FROM inspections_visit ORDER BY id""",
    "operations": """
        SELECT o.id, o.digest, (SELECT r.outcome FROM sync_receipt r WHERE r.operation_id = o.id
          ORDER BY r.id DESC LIMIT 1)
        FROM sync_operation o ORDER BY o.id""",
    "answers": """
        SELECT visit_id, officer_id, item, value, note, cleared
        FROM inspections_attestation ORDER BY visit_id, officer_id, item COLLATE "C" """,
    "evidence": """
        SELECT id, visit_id, item, sha256, length, state
        FROM inspections_evidence ORDER BY id""",
    "findings": """
        SELECT id, visit_id, item, clause, wording, severity, demand, due_days, state
        FROM inspections_finding ORDER BY id""",
    "signatures": """
        SELECT id, visit_id, text_digest, signer_kind, name, signed_on
        FROM inspections_signature ORDER BY id""",
    "papers": """
        SELECT subject_id, kind, number, text_digest, verify_code, state
        FROM papers_paper
        ORDER BY subject_id, kind COLLATE "C", number COLLATE "C", text_digest COLLATE "C" """,
    "publications": """
        SELECT kind, subject_type, subject_id, state, payload_digest
        FROM publication_publication
        ORDER BY kind COLLATE "C", subject_type COLLATE "C", subject_id""",
    "applications": """
        SELECT id, round_id, site_id, applied_for, state, opinion_level, ballot
        FROM ratings_application ORDER BY id""",
    "scores": """
        SELECT assessment_id, level, total, fault, result_digest, lock_digest
        FROM ratings_score ORDER BY assessment_id""",
    "votes": """
        SELECT application_id, ballot, member_id, level
        FROM ratings_vote ORDER BY application_id, ballot, member_id""",
    "levels": """
        SELECT id, site_id, assessment_id, level, valid_from, valid_until, state, demonstration,
          number, (SELECT array_agg(c.state ORDER BY c.id) FROM ratings_levelchange c
            WHERE c.level_id = l.id) AS changes
        FROM ratings_level l ORDER BY id""",
    "credit": """
        SELECT subject_type, subject_id, kind, ground_type, ground_id, ground_digest, ref,
          valid_from, until, state
        FROM credit_entry
        ORDER BY ground_type COLLATE "C", ground_id COLLATE "C", kind COLLATE "C",
          subject_type COLLATE "C", subject_id, known_from""",
}
ROWS_AT_ONCE = 2000


@transaction.atomic
def state(log_size: int | None = None, snapshot: str = "") -> dict[str, Any]:
    """Give the digest of all, and of each part with its number of rows.

    log_size: see the log as it was at this size; an extended log has the same root there.
    snapshot: see what another transaction exported (pg_export_snapshot).
    Raises LookupError when the log is shorter.
    """
    if snapshot:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
    parts: dict[str, Any] = {name: _part(name, sql) for name, sql in PARTS.items()}
    parts["log"] = _log(log_size)
    return {"digest": digest(parts), "parts": parts}


def _part(name: str, sql: str) -> dict[str, Any]:
    summed, count = hashlib.sha256(), 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT to_json(rows)::text FROM ({sql}) rows")
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            count += len(rows)
            for (line,) in rows:
                summed.update(line.encode() + b"\n")
    return {"rows": count, "digest": summed.hexdigest()}


def _log(size: int | None) -> dict[str, Any]:
    last = Checkpoint.objects.order_by("-size").first()
    there = last.size if last else 0
    wanted = there if size is None else size
    if wanted > there:
        raise LookupError(f"the log has {there} entries, expected {wanted}")
    return {"size": wanted, "root": tree.root_at(wanted).hex() if wanted else ""}
