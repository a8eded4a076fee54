"""Addresses of the sandbox."""

from django.urls import path

from sandbox.web import control, credits, incoming, pages, phones, readings

urlpatterns = [
    # over the wire
    path("tips/messages", pages.messages_or(incoming.messages)),
    path("agency/feedback", incoming.feedback),
    path("agency/payments", incoming.payments),
    path("notices", phones.notices),
    path("card-proofs", incoming.card_proofs),
    # for scripts
    path("health", readings.health),
    path("messages", readings.messages),
    path("messages/<int:message_id>", readings.message),
    path("bank-accounts.json", readings.bank_accounts),
    path("books.json", readings.book_totals),
    path("packages.json", readings.packages),
    path("payments.json", credits.entries),
    path("notices.json", phones.arrived),
    path("packages/<int:package_id>.json", readings.package),
    path("world/accounts.json", readings.sample_people),
    path("world/progress.json", readings.progress),
    path("world/load", control.load),
    path("control/session", control.close_session),
    path("control/day-cut", control.cut_day),
    path("control/automatic", control.automatic),
    path("control/behave", control.behave),
    path("control/deposit", control.deposit),
    path("control/redeliver", control.redeliver),
    path("control/credit", credits.credit),
    path("control/assess", control.assess),
    path("control/withdraw", control.withdraw),
    # for people
    path("", pages.overview, name="overview"),
    path("page/style.css", pages.style, name="style"),
    path("page/day", pages.move_day, name="move-day"),
    path("page/accounts", pages.bank_accounts, name="accounts"),
    path("page/accounts/<int:account_id>", pages.behave, name="behave"),
    path("page/messages", pages.messages, name="messages"),
    path("page/messages/<int:message_id>", pages.message, name="message"),
    path("page/packages", pages.packages, name="packages"),
    path("page/packages/<int:package_id>", pages.package, name="package"),
    path("page/packages/<int:package_id>/again", pages.redeliver, name="redeliver"),
    path("page/payments", credits.page, name="payments"),
    path("page/payments/credit", credits.credit_now, name="credit"),
    path("page/payments/<int:notice>", credits.notice_page, name="payment"),
    path("page/phones", phones.page, name="phones"),
    path("page/people", pages.people, name="people"),
    path("page/books", pages.books_page, name="books"),
]
