"""The network's entrance."""

from django.urls import path

from openlevy.gateways.treasury.views import receive_message

urlpatterns = [path("exchange/treasury/messages", receive_message, name="treasury-messages")]
