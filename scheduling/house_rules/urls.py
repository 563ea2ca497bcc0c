"""Address of the rules of booking."""

from django.urls import path

from scheduling.house_rules.views import house_rules

house_rules_urls = [path("clinic/booking/", house_rules, name="house_rules")]
