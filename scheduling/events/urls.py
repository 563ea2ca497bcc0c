"""Addresses of chair-massage events."""

from django.urls import path

from scheduling.events import filling_views, views

event_urls = [
    path("events/", views.chair_days, name="chair_days"),
    path("events/new/", views.plan_chair_day, name="plan_chair_day"),
    path("events/<int:event>/", views.chair_day, name="chair_day"),
    path("events/<int:event>/slots/", filling_views.fill_slot, name="fill_slot"),
    path("events/<int:event>/slots/<int:slot>/done/", filling_views.slot_done, name="slot_done"),
    path("events/<int:event>/sheet/", views.slot_sheet, name="slot_sheet"),
    path("events/<int:event>/therapists/", views.join_chair_day, name="join_chair_day"),
    path("events/<int:event>/therapists/<int:staff>/", views.leave_chair_day, name="leave_chair_day"),
    path("events/<int:event>/close/", views.close_chair_day, name="close_chair_day"),
    path("events/<int:event>/open/", views.open_chair_day, name="open_chair_day"),
    path("events/<int:event>/cancel/", views.cancel_chair_day, name="cancel_chair_day"),
]
