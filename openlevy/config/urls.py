"""Addresses: each face and each gateway brings its own."""

from django.urls import include, path

from openlevy.portals.shared.assets import serve

urlpatterns = [
    path("", include("openlevy.portals.payer.urls")),
    path("", include("openlevy.portals.public.urls")),
    path("officer/", include("openlevy.portals.officer.urls")),
    path("", include("openlevy.gateways.treasury.urls")),
    path("", include("openlevy.gateways.agency.urls")),
    path("", include("openlevy.gateways.bank.urls")),
    path("assets/<str:address>", serve, name="asset"),
]
handler400 = "openlevy.portals.shared.errors.bad_request"
handler403 = "openlevy.portals.shared.errors.forbidden"
handler404 = "openlevy.portals.shared.errors.not_found"
handler500 = "openlevy.portals.shared.errors.server_error"
