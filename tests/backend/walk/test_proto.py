import time
from tests.backend.walk.inside import begin
from infra.demo.steps import plan, register, visit, after
import pytest
from backend.core import outbox
from django.db import connections, connection

def test_x(committed, tmp_path):
    w = begin(tmp_path)
    for s in [register.people, register.import_sites, register.officers, plan.checklist, plan.plan, plan.quota, plan.announce, plan.randomness, plan.visits, plan.approve, plan.notify, visit.enrol, visit.packages, visit.offline, visit.sync]:
        t=time.monotonic(); d=s(w); print(s.__name__, d.what, d.count, round(time.monotonic()-t,2), flush=True)
    t=time.monotonic()
    lead,_=visit.tablets(w)
    names={v:k for k,v in w.kept["officers"].items()}
    for n,row in enumerate(w.kept["visits"],1):
        data=(w.folder/f"photo-{n}.jpg").read_bytes()
        m=next(o for o in lead.of(row["visit"]) if o["kind"]=="evidence.add")
        lead.upload(w.as_(names[row["officers"][0]]), m["body"]["id"], data)
    print("upload", time.monotonic()-t)
    t=time.monotonic(); outbox.deliver_all(); print("deliver", time.monotonic()-t)
    t=time.monotonic(); print(visit.conclude(w).what, time.monotonic()-t)
    for s in [after.order, after.publish, after.credit, after.public_after]:
        t=time.monotonic(); d=s(w); print(s.__name__, d.what, d.count, round(time.monotonic()-t,2), flush=True)
