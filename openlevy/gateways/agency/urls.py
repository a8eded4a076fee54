"""The agencies' entrance."""

from django.urls import path

from openlevy.gateways.agency.views import receive_package

urlpatterns = [path("exchange/agency/packages", receive_package, name="agency-packages")]
