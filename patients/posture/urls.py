"""Addresses of posture, below a patient's record."""

from django.urls import path

from patients.posture import entry_views, photo_views, views

HERE = "patients/<int:number>/posture/"
NOTE, PHOTO = f"{HERE}<int:note>/", f"{HERE}photos/<int:photo>/"
posture_urls = [
    path(HERE, views.posture, name="posture"),
    path(f"{HERE}new/", views.posture_new, name="posture_new"),
    path(f"{HERE}compare/", views.posture_compare, name="posture_compare"),
    path(NOTE, views.posture_note, name="posture_note"),
    path(f"{NOTE}assess/", entry_views.posture_assess, name="posture_assess"),
    path(f"{NOTE}answer/", entry_views.posture_answer, name="posture_answer"),
    path(f"{NOTE}plumb/", entry_views.posture_plumb, name="posture_plumb"),
    path(f"{NOTE}words/", entry_views.posture_words, name="posture_words"),
    path(f"{NOTE}confirm/", views.posture_confirm, name="posture_confirm"),
    path(f"{NOTE}photos/", photo_views.posture_photos, name="posture_photos"),
    path(PHOTO, photo_views.posture_photo, name="posture_photo"),
    path(f"{PHOTO}image/", photo_views.posture_image, name="posture_image"),
    path(f"{PHOTO}landmarks/", photo_views.posture_landmarks, name="posture_landmarks"),
    path(f"{PHOTO}withdraw/", photo_views.posture_withdraw, name="posture_withdraw"),
]
