"""Addresses of credentials."""

from django.urls import path

from scheduling.credentials import views

credential_urls = [
    path("team/credentials/", views.credentials, name="credentials"),
    path("team/<int:staff>/credentials/", views.credentials_of, name="credentials_of"),
    path("team/credentials/places/<int:location>/", views.set_jurisdiction, name="set_jurisdiction"),
    path("team/<int:staff>/limit/", views.set_limit, name="set_limit"),
    path("team/credentials/<int:credential>/", views.credential, name="credential"),
    path("team/credentials/<int:credential>/file/", views.credential_file, name="credential_file"),
    path(
        "team/credentials/<int:credential>/withdraw/", views.withdraw_credential, name="withdraw_credential"
    ),
]
