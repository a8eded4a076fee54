"""The bank-card service's entrance."""

from django.urls import path

from openlevy.gateways.bank.views import receive_answer

urlpatterns = [path("exchange/bank/card-proofs", receive_answer, name="bank-card-proofs")]
