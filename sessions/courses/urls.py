"""Addresses of courses: below a patient's record, below an open session, and the clinic's own."""

from django.urls import path

from sessions.courses import (
    complaint_views,
    home_care_views,
    letter_views,
    outcome_views,
    plan_views,
    session_views,
    settings_views,
)

ALL = "patients/<int:number>/complaints/"
ONE = f"{ALL}<int:complaint>/"
HOME = "patients/<int:number>/home-care/"
SESSION = "sessions/<int:pk>/"
course_urls = [
    path(ALL, complaint_views.complaints, name="complaints"),
    path(ONE, complaint_views.complaint, name="complaint"),
    path(f"{ONE}end/", complaint_views.end_complaint, name="end_complaint"),
    path(f"{ONE}plan/", plan_views.plan, name="plan"),
    path(f"{ONE}goals/<int:goal>/", complaint_views.goal, name="goal"),
    path(f"{ONE}letter/", letter_views.letter, name="referrer_letter"),
    path(f"{ONE}outcomes/<slug:measure>/", outcome_views.outcome, name="outcome"),
    path(f"{ONE}outcomes/<int:outcome>/withdraw/", outcome_views.withdraw_outcome, name="withdraw_outcome"),
    path(HOME, home_care_views.home_care, name="home_care"),
    path(f"{HOME}<int:given>/", home_care_views.home_care_report, name="home_care_report"),
    path(f"{HOME}sheet/", home_care_views.handout, name="handout"),
    path(f"{HOME}sheet.pdf", home_care_views.handout_file, name="handout_file"),
    path(f"{SESSION}complaints/", session_views.about, name="about"),
    path(f"{SESSION}protocol/", session_views.apply_protocol, name="apply_protocol"),
    path(f"{SESSION}protocol/<int:use>/undo/", session_views.undo_protocol, name="undo_protocol"),
    path("home-care/", settings_views.library, name="library"),
    path("home-care/new/", settings_views.library_item, name="new_library_item"),
    path("home-care/<int:item>/", settings_views.library_item, name="library_item"),
    path("protocols/", settings_views.protocols, name="protocols"),
    path("protocols/new/", settings_views.protocol, name="new_protocol"),
    path("protocols/<int:protocol>/", settings_views.protocol, name="protocol"),
    path("courses/", settings_views.course_settings, name="course_settings"),
    path("courses/plans/<slug:preset>/", settings_views.course_default, name="course_default"),
    path("courses/measures/<slug:measure>/", settings_views.course_measure, name="course_measure"),
]
