"""Addresses of this room."""

app_name = "scheduling"
urlpatterns: list = []
