"""The tablet's own pages: everybody may open them, for they hold nothing but the app."""

from backend.accounts.access import PUBLIC, Row

ROWS: dict[str, Row] = {
    "tablet": PUBLIC,
    "tablet-worker": PUBLIC,
    "tablet-manifest": PUBLIC,
}
