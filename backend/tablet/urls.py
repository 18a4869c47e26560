"""/tablet/: the app of the tablet, its service worker, its manifest (检查端)."""

from django.urls import path

from backend.tablet import views

urlpatterns = [
    path("", views.Shell.as_view(), name="tablet"),
    path("sw.js", views.worker, name="tablet-worker"),
    path("app.webmanifest", views.manifest, name="tablet-manifest"),
]
