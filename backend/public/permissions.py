"""The pages of the public: everybody may."""

from backend.accounts.access import PUBLIC, Row

ROWS: dict[str, Row] = {
    "public-start": PUBLIC,
    "public-site-page": PUBLIC,
    "public-result-file": PUBLIC,
    "public-draws-page": PUBLIC,
    "public-draw-page": PUBLIC,
    "public-draw-before-file": PUBLIC,
    "public-draw-bundle-file": PUBLIC,
    "verify-paper": PUBLIC,
    "verify-start": PUBLIC,
    "verify-file": PUBLIC,
    "log-page": PUBLIC,
    "log-key": PUBLIC,
    "log-checkpoint": PUBLIC,
    "log-tile": PUBLIC,
    "log-opening": PUBLIC,
    "log-proof": PUBLIC,
    "reading-mode": PUBLIC,
    "set_language": PUBLIC,
    "login": PUBLIC,
    "logout": PUBLIC,
}
