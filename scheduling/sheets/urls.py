"""Addresses of the day on paper; they stand below the day's own."""

from django.urls import path

from scheduling.days import DAY
from scheduling.sheets import views

sheet_urls = [
    path(f"schedule/{DAY}/sheet/", views.sheet, name="sheet"),
    path(f"schedule/{DAY}/sheet/<int:staff>/", views.therapist_sheet, name="therapist_sheet"),
    path(f"schedule/{DAY}/sheets.pdf", views.sheets_pdf, name="sheets_pdf"),
]
