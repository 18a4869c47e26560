"""/office/sites, /office/site-imports: the register of homes and its imports (机构名录)."""

from django.urls import path

from backend.office.sites import files, imports, list_page, page, verbs

ONE = "sites/<uuid:site_id>"
IMPORT = "site-imports/<uuid:import_id>"

urlpatterns = [
    path("sites", list_page.SitesPage.as_view(), name="office-sites"),
    path("sites.csv", list_page.sites_csv, name="office-sites-csv"),
    path("sites.xlsx", list_page.sites_xlsx, name="office-sites-xlsx"),
    path("sites/import", imports.ImportsPage.as_view(), name="office-site-imports"),
    path("sites/import/template.xlsx", files.sheet_template, name="office-site-template"),
    path("sites/import/upload", imports.UploadSites.as_view(), name="office-import-sites"),
    path(IMPORT, imports.ImportPage.as_view(), name="office-site-import"),
    path(f"{IMPORT}/faults.csv", files.faults_csv, name="office-site-import-faults-csv"),
    path(f"{IMPORT}/faults.xlsx", files.faults_xlsx, name="office-site-import-faults-xlsx"),
    path(f"{IMPORT}/rows.csv", files.rows_csv, name="office-site-import-rows-csv"),
    path(f"{IMPORT}/rows.xlsx", files.rows_xlsx, name="office-site-import-rows-xlsx"),
    path(f"{IMPORT}/apply", imports.ApplyImport.as_view(), name="office-apply-site-import"),
    path(ONE, page.SitePage.as_view(), name="office-site"),
    path(f"{ONE}/managers", verbs.AppointManager.as_view(), name="office-appoint-manager"),
    path(f"{ONE}/contacts", verbs.AddContact.as_view(), name="office-add-contact"),
    path(
        f"{ONE}/contacts/<uuid:contact_id>/withdraw",
        verbs.WithdrawContact.as_view(),
        name="office-withdraw-contact",
    ),
]
