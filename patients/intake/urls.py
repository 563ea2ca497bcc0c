"""Addresses of the questionnaire; a patient's have no number and no name in them."""

from django.urls import path

from patients.intake import consent_views, public_views, settings_views, staff_views

urls = [
    path("p/<str:token>/", public_views.link, name="link"),
    path("intake/", public_views.intake, name="intake"),
    path("intake/birth-date/", public_views.intake_birthday, name="intake_birthday"),
    path("intake/done/", public_views.intake_done, name="intake_done"),
    path("intake/step/<slug:step>/", public_views.intake_step, name="intake_step"),
    path("intake/step/<slug:step>/call/", public_views.intake_call, name="intake_call"),
    path("patients/<int:number>/intake/", staff_views.of, name="intake_of"),
    path("patients/<int:number>/intake/links/<int:link>/mail/", staff_views.mail, name="intake_mail"),
    path("patients/<int:number>/intake/links/<int:link>/end/", staff_views.end, name="intake_end"),
    path("patients/<int:number>/intake/changes/<int:proposal>/", staff_views.decide, name="intake_decide"),
    path("patients/<int:number>/intake/ask/", staff_views.begin, name="intake_begin"),
    path("patients/<int:number>/intake/ask/<slug:step>/", staff_views.ask, name="intake_ask"),
    path("patients/<int:number>/intake/ask/<slug:step>/call/", staff_views.ask_call, name="intake_ask_call"),
    path("patients/<int:number>/consents/", staff_views.consent_list, name="consents"),
    path(
        "patients/<int:number>/consents/<int:consent>/withdraw/",
        staff_views.withdraw_consent,
        name="withdraw_consent",
    ),
    path("settings/consents/", consent_views.consent_texts, name="consent_texts"),
    path("settings/consents/<slug:purpose>/", consent_views.consent_text, name="consent_text"),
    path("settings/questionnaire/", settings_views.questions, name="questions"),
    path("settings/questionnaire/new/", settings_views.new_question, name="new_question"),
    path("settings/questionnaire/<slug:question>/", settings_views.question, name="question"),
]
