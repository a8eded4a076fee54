"""缴费协议: listed, signed for oneself, verified by the bank, revoked (S2 3.1); or signed and ended
at a bank, where the place has it so (S3 ch3)."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import background, payer_of, payer_required
from openlevy.parties.queries import PersonSeen, all_enrolments, person
from openlevy.payment.queries import AgreementSeen, agreement, agreements
from openlevy.payment.rules import (
    AgreementEndedAtBank,
    AgreementExists,
    AgreementSignedAtBank,
    BankAccountUnreadable,
    effective_on,
)
from openlevy.payment.services import Signing, revoke_agreement, sign_agreement
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.agreement_choices import counts_from, too_late_for
from openlevy.portals.payer.agreement_form import AgreementForm, Provinces, blank, offices_of
from openlevy.portals.payer.agreement_outcomes import standing
from openlevy.portals.payer.outcomes import refusal_reason
from openlevy.portals.payer.pages import AgreementCard, Ask, Outcome
from openlevy.portals.payer.where_to_sign import where_to_sign
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import language
from openlevy.reference import queries as reference

_TONES = {"SUBMITTED": "wait", "VERIFIED": "good", "REVOKING": "wait", "FAILED": "bad"}


@payer_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list, newest first, and 「新增协议」 or where it is signed."""
    who = at.desk(request)
    today = at.today(request)
    where = where_to_sign(reference.place(who.place))
    page = {
        "agreements": [_card(row, who.place, today) for row in agreements(who.payer_id)],
        "note": "",
        "where": where,
        "may_sign": where is None or bool(_signed_here(*_enrolled(who))),
    }
    return render(request, "payer/agreements.html", page)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """「新增协议」.

    Raises:
        AgreementSignedAtBank: wherever the payer could sign, it is done at a bank.
    """
    who = at.desk(request)
    here, offices = _enrolled(who)
    provinces, own = _signed_here(here, offices), tuple(sorted(offices))
    if not provinces:
        raise AgreementSignedAtBank(place=reference.place(who.place).name)
    if request.method == "POST":
        form = AgreementForm(provinces, own, request.POST)
        number = _sign(request, form)
        if number is not None:
            return redirect("payer:agreement_signed", number)
        key = request.POST.get("key", "")
    else:
        wanted = request.GET.get("tax_office") or _the_only(offices)
        known = wanted if wanted in offices_of(provinces) else ""
        form = blank(provinces, own, known, language())
        key = at.new_key()
    page = _form_page(form, key, person(who.payer_id))
    today = at.today(request)
    from_day = effective_on(today)
    page["counts_from"] = counts_from(from_day)
    page["too_late"] = too_late_for(reference.place_of(provinces[0]).key, from_day, today)
    return render(request, "payer/agreement_new.html", page)


def _enrolled(who: at.Desk) -> tuple[str, set[str]]:
    """The province of the place, and the tax offices of the payer's enrolments."""
    offices = {row.tax_office for row in all_enrolments(who.payer_id)}
    return reference.place(who.place).code[:2], offices


def _signed_here(here: str, offices: set[str]) -> Provinces:
    """Where the payer may sign on our pages: here, and wherever else they are enrolled (R7)."""
    all_of_them = (here, *sorted({office[1:3] for office in offices} - {here}))
    return tuple(one for one in all_of_them if not reference.place_of(one).agreements.at_bank)


def _the_only(offices: set[str]) -> str:
    """The office of the payer's enrolments, when they agree on one: the only right choice."""
    return next(iter(offices)) if len(offices) == 1 else ""


def _form_page(form: AgreementForm, key: str, who: PersonSeen) -> dict[str, object]:
    return {"form": form, "key": key, "identity": words.identity(who), "holder": who.name}


def _sign(request: HttpRequest, form: AgreementForm) -> int | None:
    """The new agreement's id; None when the form says what is wrong with it."""
    if not form.is_valid():
        return None
    who = at.desk(request)
    typed = form.cleaned_data
    try:
        return sign_agreement(
            payer_id=who.payer_id,
            signing=Signing(typed["tax_office"], typed["bank"], typed["bank_account"]),
            actor=who.actor,
            request_key=at.key_of(request),
            today=at.today(request),
        )
    except (BankAccountUnreadable, AgreementExists) as refusal:
        form.add_error("bank_account", say(refusal).words)
        return None


@payer_required
@require_safe
def signed(request: HttpRequest, number: int) -> HttpResponse:
    """签订结果: verified by the bank or not; resolves itself."""
    return render(request, "payer/agreement_signed.html", {"outcome": _outcome(request, number)})


@background
@payer_required
@require_safe
def signed_state(request: HttpRequest, number: int) -> HttpResponse:
    """The part of the page that asks again and again."""
    return render(request, "payer/_agreement_signed.html", {"outcome": _outcome(request, number)})


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: HttpRequest, number: int) -> HttpResponse:
    """「撤销」: asks, then ends the agreement. Twice is once.

    Raises:
        AgreementEndedAtBank: it was signed at a bank.
    """
    who = at.desk(request)
    if request.method == "POST":
        revoke_agreement(
            payer_id=who.payer_id,
            agreement_id=number,
            actor=who.actor,
            today=at.today(request),
        )
        return redirect("payer:agreements")
    row = _mine(who.payer_id, number)
    if row.is_at_bank:
        raise AgreementEndedAtBank(bank=row.bank_name)
    ask = _ask(row)
    by_htmx = request.headers.get("HX-Request") == "true"
    template = "payer/_question.html" if by_htmx else "payer/question.html"
    return render(request, template, {"ask": ask})


def _mine(payer_id: int, number: int) -> AgreementSeen:
    seen = agreement(payer_id, number)
    if seen is None:
        raise at.RecordUnknown
    return seen


def _details(row: AgreementSeen) -> list[tuple[str, object]]:
    details: list[tuple[str, object]] = [
        (_("持卡人姓名"), row.holder_name),
        (_("银行账号"), formats.tail(row.bank_account_tail)),
        (_("税务机关"), words.tax_office(row.tax_office)),
        (_("签订日期"), formats.short_day(row.signed_on)),
    ]
    if row.is_at_bank:
        details.append((_("签订方式"), _("两方协议，在银行签订")))
    if row.effective_on:
        details.append((_("生效日期"), formats.short_day(row.effective_on)))
    if row.ended_on:
        label = _("解除日期") if row.is_at_bank else _("撤销日期")
        details.append((label, formats.short_day(row.ended_on)))
    return details


def _card(row: AgreementSeen, place: str, today: date) -> AgreementCard:
    word, tone, says = words.state(place, "agreement", row.state), _TONES.get(row.state, ""), ""
    if row.state == "VERIFIED":
        started = row.usable_on(today)
        word = _("%(word)s（%(when)s）") % {
            "word": word,
            "when": _("生效") if started else _when(row),
        }
        tone = "good" if started else "wait"
        if row.is_at_bank:
            says = _("如需解除，请到该银行的柜台或在其 APP 办理，银行会告知税务机关。")
    if row.state == "SUBMITTED":
        says = _("正在与银行核对账户信息，结果出来后在此显示。")
    if row.state == "FAILED":
        says = _("原因：%(reason)s。请核对后重新签订。") % {
            "reason": refusal_reason("", row.answer_words or "")
        }
    return AgreementCard(
        number=row.id,
        bank=row.bank_name,
        state=word,
        tone=tone,
        details=_details(row),
        words=says,
        revocable=row.state in ("SUBMITTED", "VERIFIED") and not row.is_at_bank,
    )


def _when(row: AgreementSeen) -> str:
    """From when on: what is signed here counts the next day, at a bank as the place has it."""
    if not row.is_at_bank:
        return _("次日生效")
    return _("%(day)s起生效") % {"day": formats.day(row.effective_on)}


def _ask(row: AgreementSeen) -> Ask:
    return Ask(
        title=_("确认撤销这条协议？"),
        words=_("撤销后不能再用该协议进行社保费缴款或批量扣款。正在进行的扣款不受影响。"),
        details=[(_("开户银行名称"), row.bank_name), *_details(row)[1:3]],
        action=url("payer:agreement_revocation", row.id),
        back=url("payer:agreements"),
        yes=_("确定"),
        no=_("取消"),
        key=at.new_key(),
        section="agreements",
    )


def _outcome(request: HttpRequest, number: int) -> Outcome:
    row = _mine(payer_of(request), number)
    details = [(_("开户银行名称"), row.bank_name), *_details(row)]
    return standing(row, details, at.today(request))
