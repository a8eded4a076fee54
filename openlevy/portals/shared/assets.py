"""The few files a browser needs, kept in memory and served by the program itself.

Each is read once, named by the hash of its content and compressed once, so that a page's files may
be cached for ever and no second server, build step or collected folder is needed. Nothing outside
the list below can be fetched.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django_htmx
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_OURS = Path(__file__).parent / "static"
_HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its address below ``/assets/``, its type, its bytes plain and compressed."""

    address: str
    content_type: str
    plain: bytes
    packed: bytes


def static(name: str) -> str:
    """The address of the file called ``name`` (``openlevy.css``), hash included.

    Raises:
        KeyError: a template names a file that is not served.
    """
    return f"/assets/{_by_name()[name].address}"


@require_safe
def serve(request: HttpRequest, address: str) -> HttpResponse:
    """One file, for ever fresh under its hashed address."""
    asset = _by_address().get(address)
    if asset is None:
        raise Http404
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        asset.packed if packed else asset.plain, content_type=asset.content_type
    )
    response["Cache-Control"] = _FOREVER
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


@cache
def _by_name() -> dict[str, Asset]:
    return dict(_read())


@cache
def _by_address() -> dict[str, Asset]:
    return {asset.address: asset for asset in _by_name().values()}


def _read() -> Iterator[tuple[str, Asset]]:
    for name, path in ({file.name: file for file in _OURS.iterdir()} | {"htmx.js": _HTMX}).items():
        plain = path.read_bytes()
        mark = hashlib.sha256(plain).hexdigest()[:12]
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("xml", "javascript"))
        yield (
            name,
            Asset(
                address=f"{Path(name).stem}.{mark}{path.suffix}",
                content_type=f"{kind}; charset=utf-8" if text else kind,
                plain=plain,
                packed=gzip.compress(plain, 9, mtime=0),
            ),
        )
