from tests.e2e.conftest import log_in
import pytest


def test_shots(page, world, browser, address):
    P = {"width": 390, "height": 844}
    D = {"width": 1280, "height": 800}
    W = {"width": 1920, "height": 1080}
    T = {"width": 768, "height": 1024}
    page.emulate_media(color_scheme="light")
    for name, u in {
        "nosuch": "/no",
        "empty": "/?name=zzz",
        "wait": world.waiting_draw,
        "long": world.site,
        "paper": f"/verify/{world.paper_code}",
        "badcode": "/verify/ABCD1234",
    }.items():
        page.goto(u)
        page.screenshot(path=f"/tmp/shots/t-{name}.png", full_page=True)
    page.set_viewport_size(P)
    page.goto(world.site)
    page.screenshot(path="/tmp/shots/t-long-m.png", full_page=True)
    page.goto(world.waiting_draw)
    page.screenshot(path="/tmp/shots/t-wait-m.png", full_page=True)
    page.set_viewport_size(D)
    log_in(page, world.head)
    for tag, size, scheme in (
        ("w", D, "light"),
        ("wd", D, "dark"),
        ("m", P, "light"),
        ("t", T, "light"),
        ("x", W, "light"),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.goto("/office/visits")
        page.screenshot(path=f"/tmp/shots/t-visits-{tag}.png")
        page.goto(world.visit)
        page.screenshot(path=f"/tmp/shots/t-visit-{tag}.png", full_page=True)
        page.goto("/office/")
        page.screenshot(path=f"/tmp/shots/t-home-{tag}.png")
    page.set_viewport_size(D)
    page.emulate_media(color_scheme="light")
    page.goto("/office/visits")
    page.evaluate("scrollTo(0,900)")
    page.screenshot(path="/tmp/shots/t-visits-scrolled.png")
    page.get_by_role("button", name="English").click()
    page.goto("/office/visits")
    page.screenshot(path="/tmp/shots/t-visits-e.png")
    page.goto("/office/visits?name=zzz&state=bad")
    page.screenshot(path="/tmp/shots/t-visits-none.png")
    page.goto("/")
    page.goto("/office/visits")
    page.get_by_role("button", name="Log out").click()
    log = page.goto("/login")
    page.get_by_label("User name").fill(world.manager)
    page.get_by_label("Password").fill(world.WORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")
    page.screenshot(path="/tmp/shots/t-403.png")
