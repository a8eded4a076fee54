"""Who cannot sign in, and why."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import Wording, _

SIGN_IN: Final[dict[str, Wording]] = {
    "access.wrong_credentials": Wording(
        _("证件号码、手机号或用户名与密码不符，还可以再试 %(attempts_left)s 次。"),
        "",
        "sign_in",
        401,
    ),
    "access.sign_in_locked": Wording(
        _("密码错误次数过多，已暂停登录。请在 %(retry_after_s)s后再试。"), "", "sign_in", 429
    ),
    "access.address_locked": Wording(
        _("当前网络登录失败次数过多，已暂停登录。请在 %(retry_after_s)s后再试。"),
        "",
        "sign_in",
        429,
    ),
    "access.account_locked": Wording(
        _("账户已被锁定。请持有效证件到主管税务机关办税服务厅办理解锁，咨询电话 %(tax_phone)s。"),
        "",
        "sign_in",
        403,
    ),
    "access.already_registered": Wording(
        _("证件号码、手机号或用户名已经注册过。"), _("请直接登录。"), "sign_in"
    ),
    "access.phone_taken": Wording(
        _("这个手机号已经绑定其他账户。"),
        _("请换一个手机号；号码是您新办的，可以重新验证身份，把号码登记到您的账户。"),
        "sign_in",
    ),
    "access.username_taken": Wording(_("用户名已被使用。"), _("请换一个用户名。"), "sign_in"),
    "access.username_unusable": Wording(
        _("用户名须为 4 至 20 位字母、数字或下划线，以字母开头，且不能像证件号码。"),
        "",
        "sign_in",
        400,
    ),
    "access.password_weak": Wording(
        _(
            "密码过于简单：至少 8 位，不能是常见密码，也不能含有用户名、出生日期，"
            "或证件号码、手机号中连续 6 位以上的数字。"
        ),
        "",
        "sign_in",
        400,
    ),
    "access.password_like_name": Wording(
        _("密码含有用户名，或者是用户名的一部分，容易被猜到，请换一个密码。"), "", "sign_in", 400
    ),
    "access.password_own_number": Wording(
        _(
            "密码含有自己的出生日期，或证件号码、手机号中连续 6 位以上的数字，"
            "容易被猜到，请换一个密码。"
        ),
        "",
        "sign_in",
        400,
    ),
    "access.registration_code_wrong": Wording(
        _("注册码与本人证件不符，还可以再试 %(attempts_left)s 次。"),
        _("请核对办税服务厅发给您的注册码，注册码只能由本人使用。"),
        "sign_in",
        403,
    ),
    "access.registration_code_over": Wording(
        _("注册码已失效：已使用、已过有效期，或者之后又领取了新的注册码。"),
        _("请使用最近领取的注册码，或持有效证件到主管税务机关办税服务厅重新领取。"),
        "sign_in",
        410,
    ),
    "access.phone_code_wrong": Wording(
        _("验证码不正确，还可以再试 %(attempts_left)s 次。"), "", "sign_in", 403
    ),
    "access.phone_code_over": Wording(
        _("验证码已过期或已使用。"), _("请重新获取验证码。"), "sign_in", 410
    ),
    "access.mailbox_unchanged": Wording(
        _("这就是您现在的电子邮箱，没有更改。"), "", "sign_in", 400
    ),
    "access.phone_unchanged": Wording(
        _("这个手机号就是您现在登记的手机号，没有更换。"), "", "sign_in", 400
    ),
    "access.card_unusable": Wording(
        _("银行卡号有误：应为 12 至 19 位数字，请核对后重新填写。"), "", "sign_in", 400
    ),
    "access.errand_over": Wording(
        _("这次办理已经结束或超过时限，没有继续。"),
        _("请返回登录页，重新开始办理。"),
        "sign_in",
        410,
        _("办理已结束"),
    ),
    "notices.address_unusable": Wording(
        # Of a phone: the one page that asks for a mailbox has words of its own.
        _("这不是可以接收短信的手机号。"),
        _("请填写 11 位的中国大陆手机号。"),
        "sign_in",
        400,
    ),
    "access.too_many_guesses": Wording(
        _("尝试次数过多，请在 %(retry_after_s)s后再试。"),
        "",
        "verify",
        429,
        _("尝试次数过多"),
    ),
}
