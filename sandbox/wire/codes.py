"""Result codes as running code uses them; the official wording is not public (second-hand)."""

DONE = "90000"
NEVER_SEEN = "90001"
SYSTEM_FAULT = "90002"
SIGNATURE_WRONG = "91005"
MALFORMED = "92001"
NO_ACCOUNT = "24001"
FROZEN = "24004"
NAME_DIFFERS = "24005"
NO_MONEY = "24007"
NO_AGREEMENT = "24009"
CANCELLED = "24020"
REPEATED = "94051"
BANK_FAILED = "99090"

OP_RECEIVED, OP_DONE, OP_REFUSED, OP_REVERSED = "0", "1", "2", "9"
"""OpStat of 9004 and 3122."""

REVERSED, TOO_LATE, NOTHING_KNOWN = "1", "2", "3"
"""CancelAnswer of 2021."""

PROVED, NOT_PROVED = "0", "1"
"""VCResult of 9115."""

WORDS = {
    DONE: "交易成功",
    NEVER_SEEN: "没有对应请求",
    SYSTEM_FAULT: "系统错",
    SIGNATURE_WRONG: "电子签名校验错",
    MALFORMED: "报文校验错",
    NO_ACCOUNT: "账号不存在或已销户",
    FROZEN: "账户状态不正常",
    NAME_DIFFERS: "户名与账号不符",
    NO_MONEY: "余额不足",
    NO_AGREEMENT: "账户未签约或协议未验证",
    CANCELLED: "原交易已冲正",
    REPEATED: "重复，交易要素与原交易不一致",
    BANK_FAILED: "银行交易失败",
}
"""What goes into AddWord."""
