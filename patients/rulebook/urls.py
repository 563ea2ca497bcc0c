"""Addresses of the rules of treatment; they are about nobody."""

from django.urls import path

from patients.rulebook import views

urlpatterns = [
    path("clinic/rules/", views.rules, name="rules"),
    path("clinic/rules/<slug:rule>/", views.rule, name="rule"),
]
