"""The public's addresses."""

from django.urls import path

from openlevy.portals.public import views

app_name = "public"
urlpatterns = [
    path("verify", views.verify, name="verify"),
    path("verify/captcha", views.captcha, name="verify_captcha"),
]
