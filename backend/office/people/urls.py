"""/office/people, /office/officers, /office/agencies: who works here and for whom (人员)."""

from django.urls import path

from backend.office.people.agencies import list_page as agencies
from backend.office.people.agencies import page as agency
from backend.office.people.agencies import verbs as agency_verbs
from backend.office.people.officers import list_page as officers
from backend.office.people.officers import page as officer
from backend.office.people.officers import verbs as officer_verbs
from backend.office.people.staff import list_page as people
from backend.office.people.staff import page as person
from backend.office.people.staff import verbs as person_verbs

PERSON = "people/<uuid:person_id>"
OFFICER = "officers/<uuid:officer_id>"
AGENCY = "agencies/<str:region>"

urlpatterns = [
    path("people", people.PeoplePage.as_view(), name="office-people"),
    path("people.csv", people.people_csv, name="office-people-csv"),
    path("people.xlsx", people.people_xlsx, name="office-people-xlsx"),
    path("people/new", person_verbs.CreatePerson.as_view(), name="office-create-person"),
    path(PERSON, person.PersonPage.as_view(), name="office-person"),
    path(f"{PERSON}/grants", person_verbs.GrantRole.as_view(), name="office-grant-role"),
    path(
        f"{PERSON}/grants/<uuid:grant_id>/end",
        person_verbs.EndGrant.as_view(),
        name="office-end-grant",
    ),
    path(f"{PERSON}/block", person_verbs.BlockPerson.as_view(), name="office-block-person"),
    path(f"{PERSON}/unblock", person_verbs.UnblockPerson.as_view(), name="office-unblock-person"),
    path(f"{PERSON}/end-sessions", person_verbs.EndSessions.as_view(), name="office-end-sessions"),
    path("officers", officers.OfficersPage.as_view(), name="office-officers"),
    path("officers.csv", officers.officers_csv, name="office-officers-csv"),
    path("officers.xlsx", officers.officers_xlsx, name="office-officers-xlsx"),
    path("officers/new", officer_verbs.AddOfficer.as_view(), name="office-add-officer"),
    path(OFFICER, officer.OfficerPage.as_view(), name="office-officer"),
    path(
        f"{OFFICER}/interests",
        officer_verbs.DeclareInterest.as_view(),
        name="office-declare-interest",
    ),
    path(f"{OFFICER}/years", officer_verbs.RecordYear.as_view(), name="office-record-year"),
    path("agencies", agencies.AgenciesPage.as_view(), name="office-agencies"),
    path("agencies.csv", agencies.agencies_csv, name="office-agencies-csv"),
    path("agencies.xlsx", agencies.agencies_xlsx, name="office-agencies-xlsx"),
    path(AGENCY, agency.AgencyPage.as_view(), name="office-agency"),
    path(f"{AGENCY}/keep", agency_verbs.KeepAgency.as_view(), name="office-keep-agency"),
]
