"""/: pages of the public (公众端), and the door: login, logout, language, reading mode."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from backend.public.views import crawl, door, draws, log, open_data, papers, ratings, sites

urlpatterns = [
    path("", sites.Start.as_view(), name="public-start"),
    path("sites.csv", open_data.sites_csv, name="public-sites-csv"),
    path("sites.xlsx", open_data.sites_xlsx, name="public-sites-xlsx"),
    path("sites/<uuid:site_id>", sites.SitePage.as_view(), name="public-site-page"),
    path("results/<uuid:publication_id>.json", sites.result_file, name="public-result-file"),
    path("published/<uuid:publication_id>.json", ratings.published_file, name="published-file"),
    path("ratings", ratings.RatingsPage.as_view(), name="public-ratings"),
    path("ratings/rounds", ratings.RoundsPage.as_view(), name="public-rounds"),
    path("ratings/levels", ratings.LevelsPage.as_view(), name="public-levels"),
    path("announcements", ratings.AnnouncementsPage.as_view(), name="public-announcements"),
    path(
        "announcements/<uuid:publication_id>",
        ratings.AnnouncementPage.as_view(),
        name="public-announcement",
    ),
    path("draws", draws.DrawsPage.as_view(), name="public-draws-page"),
    path("draws/<uuid:draw_id>", draws.DrawPage.as_view(), name="public-draw-page"),
    path(
        "draws/<uuid:draw_id>/public-before.json",
        draws.before_file,
        name="public-draw-before-file",
    ),
    path("draws/<uuid:draw_id>/bundle.json", draws.bundle_file, name="public-draw-bundle-file"),
    path("draws/<uuid:draw_id>/list.pdf", draws.list_file, name="public-draw-list-file"),
    path("draws/again", draws.run_again, name="public-draw-any-again"),
    path("draws/<uuid:draw_id>/again", draws.run_again, name="public-draw-again"),
    path("verify", papers.VerifyStart.as_view(), name="verify-start"),
    path("verify/file", log.verify_file, name="verify-file"),
    path("verify/<str:code>", papers.VerifyPaper.as_view(), name="verify-paper"),
    path("log", log.LogPage.as_view(), name="log-page"),
    path("log/key", log.key, name="log-key"),
    path("log/checkpoint", log.checkpoint, name="log-checkpoint"),
    path("log/tile/<path:rest>", log.tile, name="log-tile"),
    path("log/openings/<int:index>.json", log.opening, name="log-opening"),
    path("log/proof/<str:document>.tlog-proof", log.proof, name="log-proof"),
    path("robots.txt", crawl.robots, name="robots"),
    path("sitemap.xml", crawl.sitemap_index, name="public-sitemap"),
    path("sitemap-<str:section>.xml", crawl.sitemap_part, name="public-sitemap-part"),
    path("feed.atom", crawl.NewResults(), name="public-feed"),
    path("reading-mode", door.reading_mode, name="reading-mode"),
    path("language", set_language, name="set_language"),
    path("login", door.Door.as_view(), name="login"),
    path("logout", LogoutView.as_view(), name="logout"),
]
