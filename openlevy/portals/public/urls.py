"""The public's addresses."""

from django.urls import path, re_path

from openlevy.portals.public import views

app_name = "public"
urlpatterns = [
    path("verify", views.verify, name="verify"),
    path("verify/captcha", views.captcha, name="verify_captcha"),
    re_path("^verify/captcha/(?P<key>[0-9a-f]{32})$", views.picture, name="verify_picture"),
]
