"""How fast the tablet is on a slow machine: 500 items, the processor held back four times.

Peer: ODK Web Forms 0.22, the same 500 questions on the same kind of machine: 8.7 s to open,
54 ms an answer (at most 87 ms, without a durable write), 1.2 MB.
"""

from __future__ import annotations

import gzip
import os
import statistics
import time

from django.conf import settings

from backend.inspections.models import Visit
from tests.bench.tablet.conftest import ITEMS
from tests.e2e.tablet.county import County
from tests.e2e.tablet.inspector import Inspector

ANSWERS, SLOWER, STARTS = 30, 4, 5
PERSON_MS = 400  # a quick inspector: more than two items a second
PEER_OPEN_S, PEER_ANSWER_MS, PEER_KB = 8.7, 54, 1200
# The frame in which 已存 is painted ends the wait. Nothing is polled: asking every frame would
# force layouts and frames that the tablet does not need.
TOUCH = """async ([count, pause]) => {
  const shown = (row) => new Promise((done) => {
    const saved = () => row.textContent.includes("已存");
    const end = () => requestAnimationFrame(done);
    if (saved()) return end();
    const watcher = new MutationObserver(() => {
      if (!saved()) return;
      watcher.disconnect();
      end();
    });
    watcher.observe(row, { childList: true, characterData: true, subtree: true });
  });
  const took = [];
  const open = ".line.not_answered button.touch.ok";
  for (const one of [...document.querySelectorAll(open)].slice(0, count)) {
    const begun = performance.now();
    one.click();
    await shown(one.closest(".line"));
    took.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, pause));
  }
  return took;
}"""


def size_kb() -> float:
    """What a tablet downloads once, compressed, in kB."""
    app = settings.TABLET / "dist" / "app"
    files = [one for one in app.rglob("*") if one.is_file() and one.name != "files.json"]
    return sum(len(gzip.compress(one.read_bytes(), 9)) for one in files) / 1000


def slow(inspector: Inspector) -> None:
    """Hold the processor back for the page."""
    rate = {"rate": SLOWER}
    inspector.machine.session().send("Emulation.setCPUThrottlingRate", rate)


def cold_start(inspector: Inspector, visit: Visit) -> tuple[float, float]:
    """Seconds to the passphrase, and from there to the items; from cold, without a line."""
    inspector.machine.kill()
    inspector.machine.start()
    inspector.machine.offline()
    slow(inspector)
    begun = time.perf_counter()
    inspector.go(f"/visit/{visit.pk}/items")
    inspector.page.get_by_label("本机口令", exact=True).wait_for()
    asked = time.perf_counter()
    inspector.unlock()
    inspector.page.locator("button.touch.ok").first.wait_for()
    return asked - begun, time.perf_counter() - asked


def answers(inspector: Inspector, pause: int) -> list[float]:
    """Milliseconds from touch to 已存, with so much rest between the answers."""
    inspector.page.wait_for_timeout(1000)  # what the last ones left to do is over
    took: list[float] = inspector.page.evaluate(TOUCH, [ANSWERS, pause])
    inspector.page.evaluate("scrollBy(0, 4000)")
    assert len(took) >= ANSWERS // 2
    return took


def told(what: str, took: list[float]) -> str:
    """Say how long answers took, beside the peer."""
    middle, worst = statistics.median(took), max(took)
    return (
        f"  {what:<26} {middle:6.1f} ms, worst {worst:.1f} ms of {len(took)}"
        f"   {PEER_ANSWER_MS / middle:5.1f} x the peer's {PEER_ANSWER_MS} ms, which keeps nothing\n"
    )


def test_figures_of_the_tablet(inspector: Inspector, in_county: County) -> None:
    visit = Visit.objects.get(pk=in_county.visits[0])
    inspector.enrol()
    inspector.log_in()
    inspector.download(visit.site.name)
    inspector.machine.offline()
    inspector.arrive(facts=False)

    starts = [cold_start(inspector, visit) for _ in range(STARTS)]
    paced = answers(inspector, PERSON_MS)
    rushed = answers(inspector, 0)

    shell, opened = (statistics.median(column) for column in zip(*starts, strict=True))
    kept = size_kb()
    print(
        f"\ntablet: {ITEMS} items, {SLOWER}x CPU throttle, median of {STARTS} cold offline starts,"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
        f"  cold start to passphrase   {shell:6.2f} s\n"
        f"  passphrase to the items    {opened:6.2f} s   (600,000 rounds of PBKDF2 in it)\n"
        f"  together                   {shell + opened:6.2f} s"
        f"   {PEER_OPEN_S / (shell + opened):5.1f} x faster than the peer's {PEER_OPEN_S} s\n"
        f"{told('answer to durably saved', paced)}"
        f"{told('the same without a pause', rushed)}"
        f"  app, compressed            {kept:6.1f} kB"
        f"   {PEER_KB / kept:5.1f} x smaller than the peer's {PEER_KB} kB"
    )
