"""The officers' addresses, below ``/officer/``, where alone their cookie is sent."""

from django.urls import path

from openlevy.portals.officer.views import account, codes, home, reopening, reopenings, sign_in
from openlevy.portals.shared.record_numbers import know_record_numbers

know_record_numbers()
app_name = "officer"
urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("second-factor", sign_in.second_factor, name="second_factor"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("", home.home, name="home"),
    path("password/", account.password, name="password"),
    path("acts/", home.acts, name="acts"),
    path("registration-codes/", codes.codes, name="codes"),
    path("reopenings/", reopenings.work_list, name="reopenings"),
    path("reopenings/new/", reopenings.who, name="reopening_who"),
    path("reopenings/new/<record:number>/", reopenings.propose, name="reopening_new"),
    path("reopenings/<record:number>/", reopening.detail, name="reopening"),
]
