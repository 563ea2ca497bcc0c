"""Every address of the clinic, by room."""

from django.urls import include, path

from clinic import views

clinic_patterns = (
    [
        path("audit/", views.audit, name="audit"),
        path("me/appearance/", views.appearance, name="appearance"),
        path("me/here/", views.here, name="here"),
        path("staff/registrations/", views.registrations, name="registrations"),
    ],
    "clinic",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("confirm/", views.confirm, name="account_reauthenticate"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include(clinic_patterns)),
    # Each is tried in turn, and the schedule is asked for most.
    path("", include("scheduling.urls")),
    path("", include("patients.urls")),
    path("", include("sessions.urls")),
    path("", include("reports.urls")),
]
