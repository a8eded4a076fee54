"""「记录查验」 (S2 4.3): a number, a code, what a picture says; the content, or a clear no."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openlevy.access.services import (
    TooManyGuesses,
    answer_challenge,
    count_guess,
    new_challenge,
    picture_of,
    return_guess,
    source_of,
)
from openlevy.certificate.queries import check
from openlevy.kernel.codes import CodeUnreadable, normalise_code
from openlevy.kernel.identifiers import normalise
from openlevy.portals.public.found import Found, found
from openlevy.portals.shared.fields import Typed
from openlevy.portals.shared.links import url
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.privacy.services import digest

PICTURES_MOST = 120
CHECKS_MOST = 20
GUESSES_AT_A_NUMBER = 30
WINDOW = timedelta(minutes=10)
"""So many pictures and checks an address may have in so long, and so many wrong codes may be tried
at one taxpayer number from wherever they come."""


class VerifyForm(forms.Form):
    """What stands on the paper, and what stands in the picture."""

    taxpayer_no = Typed(
        label=gettext_lazy("纳税人识别号"),
        missing=gettext_lazy("请填写纳税人识别号。"),
        hint=gettext_lazy("个人填写缴费记录或缴费证明上的证件号码。"),
        longest=40,
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    code = Typed(
        label=gettext_lazy("证明校验码"),
        missing=gettext_lazy("请填写 16 位证明校验码。"),
        hint=gettext_lazy("16 位字母和数字，不分大小写，可以带空格。"),
        longest=60,
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    captcha = Typed(
        label=gettext_lazy("验证码"),
        missing=gettext_lazy("请填写图片中的验证码。"),
        longest=20,
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def clean_code(self) -> str:
        """The code as it is kept; a sentence when none can look like that."""
        try:
            return normalise_code(self.cleaned_data["code"])
        except CodeUnreadable as refusal:
            raise forms.ValidationError(say(refusal).words) from None

    def clean_taxpayer_no(self) -> str:
        """The number as it is kept."""
        return normalise(self.cleaned_data["taxpayer_no"])


@dataclass(frozen=True, slots=True)
class Picture:
    """A captcha as the page carries it: its key and where its picture is."""

    key: str
    picture: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form; sent, its answer."""
    if request.method != "POST":
        return _form(request, VerifyForm(initial={"code": request.GET.get("code", "")[:60]}))
    form = VerifyForm(request.POST)
    try:
        count_guess("verify", source_of(request), CHECKS_MOST, WINDOW)
    except TooManyGuesses as refusal:
        return _form(request, form, limit=refusal)
    read = answer_challenge(request.POST.get("captcha_key", ""), request.POST.get("captcha", ""))
    if form.is_valid() and not read:
        form.add_error("captcha", _("验证码不正确或已过期，请按新图片填写。"))
    if not form.is_valid():
        return _form(request, form)
    try:
        shown = _looked_up(form.cleaned_data["taxpayer_no"], form.cleaned_data["code"])
    except TooManyGuesses as refusal:
        return _form(request, form, limit=refusal)
    return render(request, "public/verified.html", {"found": shown})


def _looked_up(taxpayer_no: str, code: str) -> Found | None:
    """What was certified; None for no match, which counts as a guess at the number.

    Raises:
        TooManyGuesses
    """
    subject = digest("id_no", taxpayer_no)
    count_guess("verify.number", subject, GUESSES_AT_A_NUMBER, WINDOW)
    certified = check(taxpayer_no, code)
    if certified is None:
        return None
    return_guess("verify.number", subject)
    return found(certified)


def _form(
    request: HttpRequest, form: VerifyForm, *, limit: TooManyGuesses | None = None
) -> HttpResponse:
    """The form with a fresh picture; what was read on the old one is worth nothing any more."""
    if form.is_bound:
        form.data = {**form.data.dict(), "captcha": ""}  # type: ignore[attr-defined]
    fault = say(limit) if limit is not None else None
    page = {
        "form": form,
        "limit": fault.words if fault else "",
        "captcha": _picture() if limit is None else None,
    }
    return render(request, "public/verify.html", page, status=fault.status if fault else 200)


@never_cache
@require_safe
def captcha(request: HttpRequest) -> HttpResponse:
    """Another picture, for the page that clicks for one."""
    fresh = _picture()
    return JsonResponse({"key": fresh.key, "picture": fresh.picture})


def _picture() -> Picture:
    key = new_challenge()
    return Picture(key, url("public:verify_picture", key))


@never_cache
@require_safe
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """The picture of a captcha."""
    count_guess("verify.drawing", source_of(request), PICTURES_MOST, WINDOW)
    png = picture_of(key)
    if png is None:
        raise Http404
    return HttpResponse(png, content_type="image/png")
