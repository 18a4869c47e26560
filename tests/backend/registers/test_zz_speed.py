import time, cProfile, pstats
import pytest
from tests.backend import make
from tests.backend.registers.sheets import book, row, upload
pytestmark = pytest.mark.django_db
def test_speed():
    c = make.client_for(make.person("registrar"))
    data = book([row(n, 床位数=n % 300) for n in range(1, 2001)])
    p=cProfile.Profile(); p.enable(); a=upload(c,data); p.disable()
    pstats.Stats(p).sort_stats("cumtime").print_stats(22)
    p=cProfile.Profile(); p.enable(); b=c.post(f"/api/v1/site-imports/{a.json()['id']}/apply"); p.disable()
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
