"""Pages as their people see them: logged in by the form, nothing but HTML (页面)."""

import httpx

from infra.demo.walk import Walk, check


def page(walk: Walk, who: str, path: str) -> str:
    """Fetch a page, logged in where somebody is named; wait for a server that is away."""

    def fetched() -> str:
        try:
            return _fetch(walk, who, path)
        except httpx.TransportError:
            return ""

    return str(walk.wait_for(path, fetched))


def says(walk: Walk, who: str, path: str, *words: str) -> None:
    """Check that a page says these words."""
    html = page(walk, who, path)
    missing = [word for word in words if word not in html]
    check(not missing, f"{path} does not say {missing} to {who or 'the public'}")


def _fetch(walk: Walk, who: str, path: str) -> str:
    with httpx.Client(base_url=walk.base, follow_redirects=True, trust_env=False) as http:
        if who:
            token = http.get("/login").cookies.get("csrftoken", "")
            form = {
                "username": who,
                "password": walk.passwords[who],
                "csrfmiddlewaretoken": token,
            }
            headers = {"Referer": f"{walk.base}/login"}
            if not http.post(
                "/login", data=form, headers=headers, follow_redirects=False
            ).is_redirect:
                return ""
        answer = http.get(path)
        if answer.is_server_error:
            return ""
        check(answer.status_code == 200, f"{path}: {answer.status_code}")
        return answer.text
