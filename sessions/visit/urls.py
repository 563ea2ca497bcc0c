"""Addresses of a visit's frame; a part of the sessions' own."""

from django.urls import path

from sessions.visit import door_views, event_views, signing_views

visit_urls = [
    path("appointments/<int:pk>/prepare/", door_views.prepare, name="prepare"),
    path("appointments/<int:pk>/session/", door_views.start, name="start"),
    path("sessions/<int:pk>/consents/", event_views.area_consent, name="area_consent"),
    path("sessions/<int:pk>/stop/", event_views.stop, name="stop"),
    path("sessions/<int:pk>/go-on/", event_views.go_on, name="go_on"),
    path("sessions/<int:pk>/letter/", event_views.letter, name="letter"),
    path("sessions/<int:pk>/incident/", event_views.incident, name="incident"),
    path("sessions/<int:pk>/left/<int:left>/", event_views.settle_left, name="settle_left"),
    path("incidents/", event_views.incident_list, name="incidents"),
    path("sessions/<int:pk>/missing/", signing_views.missing, name="missing"),
    path("sessions/<int:pk>/cosign/", signing_views.cosign, name="cosign"),
    path("sessions/<int:pk>/session.pdf", signing_views.pdf, name="pdf"),
    path("unsigned/sign/", signing_views.sign_all, name="sign_all"),
    path("to-cosign/", signing_views.to_cosign, name="to_cosign"),
    path("supervision/", signing_views.supervision, name="supervision"),
]
