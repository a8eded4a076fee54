"""为他人缴费 (S2 2.1): whom for, under which enrolment; 常用缴费人; what one has paid for others.

Nothing of the other person is shown but name, document and what there is to pay.
"""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.guards import payer_of, payer_required
from openlevy.access.services import count_guess, return_guess
from openlevy.declaration.queries import DeclarationSeen, declaration
from openlevy.declaration.rules import DrawnByAnother
from openlevy.declaration.services import void
from openlevy.kernel.errors import Refusal
from openlevy.kernel.identifiers import normalise
from openlevy.parties.queries import EnrolmentSeen, PrincipalSeen, enrolments, names_of, principals
from openlevy.parties.services import ActsForOneself, act_for, forget_principal
from openlevy.payment.queries import OrderSeen, orders_for_others
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import proving, words
from openlevy.portals.payer.family import family
from openlevy.portals.payer.other_form import OtherForm, blank
from openlevy.portals.payer.pages import Ask, EnrolmentCard, Page
from openlevy.portals.payer.paid_pages import OtherPayment
from openlevy.portals.payer.sections import Section, insurance_of, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import about
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import language
from openlevy.privacy.services import digest
from openlevy.reference import queries as reference

GUESSES_OF_A_USER, GUESSES_AT_A_NUMBER = 20, 20
WINDOW = timedelta(hours=1)
"""So often may somebody type a person who is not found, and so often may one number be tried by
whomever."""


@sensitive_post_parameters("name", "id_no")
@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def whom(request: HttpRequest, section: Section) -> HttpResponse:
    """常用缴费人 to choose from, and the form for somebody else."""
    _require(request, section)
    about(request, section.mark)
    status = 200
    label = reference.place(at.desk(request).place).principal_label
    form = (
        OtherForm(request.POST, name_label=label)
        if request.method == "POST"
        else blank(language(), label, saved=section.on_form)
    )
    if form.is_bound and form.is_valid():
        try:
            return redirect(section.others("enrolments", _found(request, form)))
        except Refusal as refusal:
            fault = say(refusal)
            form.add_error(None, fault.words + fault.next_step)
            status = fault.status
    saved = [(one, words.short_identity(one)) for one in principals(payer_of(request))]
    own = section_of(section.levy_item)
    page = {"area": section, "own": own, "form": form, "saved": saved}
    if section.on_form:
        page["family"] = family(request)
    return render(request, "payer/others.html", page, status=status)


def _require(request: HttpRequest, section: Section) -> None:
    allowed = reference.place(at.desk(request).place).for_others
    if not allowed or (section.levy_item and section.levy_item not in allowed):
        raise Http404


def _found(request: HttpRequest, form: OtherForm) -> int:
    """The number of the person typed. Who is found was no guess.

    Raises:
        Refusal: of ``act_for``; TooManyGuesses.
    """
    typed, user = form.principal, digest("code", f"others:{request.user.pk}")
    number = digest("id_no", normalise(typed.id_no))
    count_guess("others", user, GUESSES_OF_A_USER, WINDOW)
    count_guess("others.number", number, GUESSES_AT_A_NUMBER, WINDOW)
    try:
        made = act_for(
            payer_id=payer_of(request),
            typed=typed,
            saved=form.cleaned_data["saved"],
            now=timezone.now(),
        )
    except ActsForOneself:
        _return(user, number)
        raise
    _return(user, number)
    return made


def _return(user: bytes, number: bytes) -> None:
    return_guess("others", user)
    return_guess("others.number", number)


@payer_required
@require_safe
def choose_enrolment(request: HttpRequest, section: Section, principal: int) -> HttpResponse:
    """参保信息选择 for somebody else: those under which something can be paid."""
    about(request, section.mark)
    whose = at.insured(request, principal, section.levy_item)
    assert whose.principal is not None
    found = [row for row in enrolments(whose.payer_id, section.levy_item) if row.is_active]
    ticked = at.numbers(request.GET.getlist("enrolment"))[:1]
    for under in found:
        if "next" in request.GET and under.id in ticked:
            return redirect(section.others("amounts", principal, under.id))
    page = {
        "area": section,
        "whose": whose.principal,
        "identity": words.identity(whose.principal),
        "enrolments": [_card(row, chosen=len(found) == 1 or row.id in ticked) for row in found],
        "wrong": _("请先勾选一条参保登记，再点击“下一步”。") if "next" in request.GET else "",
    }
    return render(request, "payer/others_enrolments.html", page)


def _card(under: EnrolmentSeen, *, chosen: bool) -> EnrolmentCard:
    """No more than tells two of them apart."""
    return EnrolmentCard(
        number=under.id,
        insurance=words.insurance(under.levy_item),
        place=words.region(under.region),
        tax_office=words.tax_office(under.tax_office),
        state=words.enrolment_state(under),
        active=True,
        details=(),
        chosen=chosen,
    )


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgetting(request: HttpRequest, section: Section, principal: int) -> HttpResponse:
    """「移除」: asks, then takes somebody out of 常用缴费人. Twice is once."""
    if request.method == "POST":
        forget_principal(payer_id=payer_of(request), number=principal)
        return redirect(section.others("payment"))
    whose = at.insured(request, principal, section.levy_item)
    assert whose.principal is not None
    by_htmx = request.headers.get("HX-Request") == "true"
    template = "payer/_question.html" if by_htmx else "payer/question.html"
    return render(request, template, {"ask": _ask(section, whose.principal)})


def _ask(section: Section, who: PrincipalSeen) -> Ask:
    return Ask(
        title=_("移除常用缴费人"),
        words=_("移除后，再为这位缴费人缴费时需要重新填写信息；已经缴费的不受影响。"),
        details=words.short_identity(who),
        action=section.others("forgetting", who.number),
        back=section.others("payment"),
        yes=_("移除"),
        no=_("取消"),
        section=section.mark,
    )


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def voiding(request: HttpRequest, section: Section, principal: int, number: int) -> HttpResponse:
    """「作废」 of what one has declared for another: asks, then takes it back. Twice is once."""
    whose, who = at.insured(request, principal, section.levy_item), at.desk(request)
    assert whose.principal is not None
    seen = declaration(whose.payer_id, number)
    if seen is None:
        raise at.RecordUnknown
    about(request, insurance_of(seen.levy_item))
    if request.method == "POST":
        void(
            payer_id=whose.payer_id,
            declaration_id=number,
            actor=who.actor,
            today=at.today(request),
            by=who.payer_id,
        )
        return redirect(_after_voiding(section, principal, seen))
    if seen.declared_by != who.payer_id:
        raise DrawnByAnother
    by_htmx = request.headers.get("HX-Request") == "true"
    template = "payer/_question.html" if by_htmx else "payer/question.html"
    return render(request, template, {"ask": _ask_voiding(section, whose.principal, seen)})


def _after_voiding(section: Section, principal: int, seen: DeclarationSeen) -> str:
    if section.on_form:
        return section.page("voiding") + "?voided=1"
    return section.others("amounts", principal, seen.enrolment_id)


def _ask_voiding(section: Section, who: PrincipalSeen, seen: DeclarationSeen) -> Ask:
    return Ask(
        title=_("确认作废这条申报？"),
        words=_("作废后应缴数据恢复为未申报，需要缴费时可重新办理。"),
        details=[
            (_("参保人"), who.name),
            (_("征收项目"), words.item(seen.levy_item)),
            (_("费款所属期"), formats.span(words.period_of(seen))),
            (_("应缴费额"), formats.yuan(seen.amount_fen)),
        ],
        action=section.others("voiding", who.number, seen.id),
        back=_after_voiding(section, who.number, seen).partition("?")[0],
        yes=_("作废"),
        no=_("取消"),
        key=at.new_key(),
        section=section.mark,
    )


@payer_required
@require_safe
def payments(request: HttpRequest, section: Section) -> HttpResponse:
    """What one has paid for others, newest first."""
    _require(request, section)
    number = at.page_number(request)
    rows = orders_for_others(
        payer_of(request), offset=(number - 1) * at.PAGE_ROWS, most=at.PAGE_ROWS + 1
    )
    whose = names_of([row.payer_id for row in rows]) if rows else {}
    place = at.desk(request).place
    shown = [_paid(row, whose.get(row.payer_id, ""), place) for row in rows[: at.PAGE_ROWS]]
    page = Page(shown, number, has_next=len(rows) > at.PAGE_ROWS)
    told = {"area": section, "page": page, "proof": proving.of_others(place)}
    return render(request, "payer/others_payments.html", told)


def _paid(row: OrderSeen, name: str, place: str) -> OtherPayment:
    tone, heading = words.order_state(place, row.state)
    return OtherPayment(
        number=row.id,
        name=name,
        paid_on=row.entrust_on,
        tax_office=words.tax_office(row.tax_office),
        amount_fen=row.amount_fen,
        state=heading,
        tone=tone,
    )
