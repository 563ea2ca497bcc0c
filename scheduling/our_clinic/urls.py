"""Address of the clinic itself."""

from django.urls import path

from scheduling.our_clinic.views import our_clinic

our_clinic_urls = [path("clinic/", our_clinic, name="our_clinic")]
