"""What the public pages share."""

from backend.look.page import Page


class PublicPage(Page):
    """A public page: it knows no login, but it holds the reader's cookies."""

    keep = "private, no-cache"
