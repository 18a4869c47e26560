"""Refusals and framework errors as problem documents (RFC 9457), from one place."""

import sys
from typing import Any

from botocore.exceptions import ConnectionError as BotoConnectionError
from botocore.exceptions import HTTPClientError
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request, page_not_found, server_error
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from backend.core.refusals import Forbidden, Malformed, Missing, Refusal

PROBLEM = "application/problem+json"


class InvalidInput(Malformed):
    """Fields of the input are missing or wrong; `errors` names each."""

    code = "invalid-input"
    title = _("输入的内容不全或有误")
    hint = _("按各栏所列原因改正后再提交")


class NotStorable(Malformed):
    """The input holds what no database takes: a NUL, half a character, too large a number."""

    code = "not-storable"
    title = _("内容含有无法保存的字符或数值")
    hint = _("去掉无法显示的字符和过长的数字")


class WrongMethod(Refusal):
    """The address is there; it is not called in this way."""

    code = "method-not-allowed"
    status = 405
    title = _("该地址不接受这种请求方法")


class NotSpoken(Refusal):
    """The answer is asked for in a form that is not spoken here."""

    code = "not-acceptable"
    status = 406
    title = _("不提供所要求的应答格式")


class NotSignedIn(Refusal):
    """The call needs a login, or its token has ended."""

    code = "not-signed-in"
    status = 401
    title = _("请先登录")
    hint = _("登录后再办理")


class TooMany(Refusal):
    """Too many calls; try again later."""

    code = "too-many-requests"
    status = 429
    title = _("请求过于频繁")
    hint = _("稍后再试")


class Away(Refusal):
    """The database or the object store does not answer; nothing was changed."""

    code = "try-again-later"
    status = 503
    title = _("系统暂不可用，请稍后重试")
    hint = _("稍后再试，已有内容未受影响")


# What the framework says, as one of ours.  Anything else keeps the framework's status and words.
CODES: dict[type[Exception], type[Refusal]] = {
    exceptions.ValidationError: InvalidInput,
    exceptions.ParseError: Malformed,
    exceptions.UnsupportedMediaType: Malformed,
    SuspiciousOperation: Malformed,  # more fields or files than any form of ours
    DataError: NotStorable,
    UnicodeEncodeError: NotStorable,
    RecursionError: Malformed,  # JSON nested without end
    exceptions.MethodNotAllowed: WrongMethod,
    exceptions.NotAcceptable: NotSpoken,
    exceptions.NotAuthenticated: NotSignedIn,
    exceptions.AuthenticationFailed: NotSignedIn,
    exceptions.PermissionDenied: Forbidden,
    PermissionDenied: Forbidden,
    exceptions.NotFound: Missing,
    Http404: Missing,
    exceptions.Throttled: TooMany,
    OperationalError: Away,
    InterfaceError: Away,
    BotoConnectionError: Away,
    HTTPClientError: Away,
}


def answer(refusal: Refusal) -> Response:
    """Say a refusal over HTTP."""
    return Response(refusal.problem(), status=refusal.status, content_type=PROBLEM)


def translate(error: Exception) -> Refusal | None:
    """Find the refusal that an exception is, or means; None for a fault of ours."""
    if isinstance(error, Refusal):
        return error
    for kind, refusal in CODES.items():
        if isinstance(error, kind):
            return refusal(_words(error), **_extra(error))
    return None


def _extra(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"errors": error.detail}
    if isinstance(error, exceptions.MethodNotAllowed):
        return {"do": "see /api/docs/ for what the address takes"}
    if isinstance(error, exceptions.NotAcceptable):
        return {"expected": "Accept: application/json"}
    if isinstance(error, DataError | UnicodeEncodeError):
        return {"do": "leave out NUL and half characters, and numbers beyond 18 digits"}
    return {}


def _words(error: Exception) -> str:
    detail = getattr(error, "detail", None)
    return detail if isinstance(detail, str) else ""


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view: REST framework's one exception handler."""
    refusal = translate(error)
    if refusal is None:
        return exception_handler(error, context)
    if refusal.status != Away.status:  # with the database away there is nothing to roll back
        set_rollback()
    response = answer(refusal)
    if refusal.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="xingjian"'
    return response


class Broken(Refusal):
    """A fault of ours; it is logged, and nothing was changed."""

    code = "internal-error"
    status = 500
    title = _("系统内部错误")
    hint = _("稍后再试；仍不成功的，将时间和网址告知平台管理员")


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours (Django's handler500): a problem to machines, a page to people."""
    if not _of_machines(request):
        return server_error(request)
    fault: Refusal = Broken(do="try again; if it stays, tell the operator the time and address")
    error = sys.exc_info()[1]
    if isinstance(error, Exception):  # raised outside of a view, as when the login is looked up
        fault = translate(error) or fault
    return _document(fault)


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that is none (Django's handler404)."""
    if not _of_machines(request):
        return page_not_found(request, exception)
    return _document(Missing("no such address", came=request.path[:200]))


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself would not read (handler400)."""
    return _document(Malformed()) if _of_machines(request) else bad_request(request, exception)


def _of_machines(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _document(refusal: Refusal) -> JsonResponse:
    return JsonResponse(refusal.problem(), status=refusal.status, content_type=PROBLEM)
