"""Addresses of what is asked before a visit and decided about cautions; none says which caution."""

from django.urls import path

from patients.settling import views

urlpatterns = [
    path("patients/<int:number>/today/", views.today, name="today"),
    path("patients/<int:number>/today/<int:reading>/", views.correct, name="correct"),
    path("patients/<int:number>/cautions/", views.cautions, name="cautions"),
    path(
        "patients/<int:number>/cautions/decisions/<int:settlement>/withdraw/", views.withdraw, name="withdraw"
    ),
]
