"""What the treasury network can write: its messages are GBK. Pure."""


def gbk_gap(name: str) -> str | None:
    """The first character of ``name`` that GBK cannot write, or None when it can write all.

    A name with a gap (䶮, 𬱖) needs a ``wire_name`` before its owner can pay.
    """
    try:
        name.encode("gbk")
    except UnicodeEncodeError as error:
        return name[error.start]
    return None
