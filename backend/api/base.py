"""What the views share: verbs with a stored answer, nouns, lists by cursor."""

import hashlib
import json
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.views import APIView

from backend.accounts.models import Person
from backend.api.problems import answer, translate
from backend.core.canonical import canonical
from backend.core.models import StoredAnswer
from backend.core.refusals import KeyReused, Malformed

KEPT_OUT = {409, 429}  # answers that a later try may better


class Nothing(Serializer[Any]):
    """No input."""


class Noun(APIView):
    """A read: subclasses have `get`; Query and Output tell the schema what is asked and said."""

    Query: ClassVar[type[BaseSerializer[Any]]] = Nothing
    Output: ClassVar[type[BaseSerializer[Any]] | None] = None
    file_type: ClassVar[str] = ""  # of a read that gives a file

    def asked(self, request: Request) -> dict[str, Any]:
        """Give what stands in the query; 400 when it has the wrong shape."""
        query = self.Query(data=request.query_params)
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)


class Verb(APIView):
    """A write: one transaction, with its answer stored under the Idempotency-Key.

    Subclasses give Input and `run(request, data, **kwargs)`, which calls one service and returns
    what Output takes, a dict where there is no Output, or a whole Response.
    """

    Input: ClassVar[type[BaseSerializer[Any]]] = Nothing
    Output: ClassVar[type[BaseSerializer[Any]] | None] = None
    status: ClassVar[int] = 200  # 201 where something is made

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Call the service."""
        raise NotImplementedError

    def post(self, request: Request, **kwargs: Any) -> Response:
        """Validate, then run once."""
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            with transaction.atomic():
                return self._run(request, kwargs)
        if len(key) > 100:
            raise Malformed("Idempotency-Key is too long", expected="at most 100 characters")
        return self._run_once(request, key, kwargs)

    def _run(self, request: Request, kwargs: dict[str, Any]) -> Response:
        body = self.Input(data=request.data)
        body.is_valid(raise_exception=True)
        said = self.run(request, body.validated_data, **kwargs)
        if isinstance(said, Response):
            return said
        told = said if self.Output is None else self.Output(said).data
        return Response(told, status=self.status)

    def _run_once(self, request: Request, key: str, kwargs: dict[str, Any]) -> Response:
        with transaction.atomic():
            row = _claim(caller_of(request), key, _digest(request))
            if row.status is not None:
                return Response(row.body, status=row.status)
            try:
                with transaction.atomic():
                    response = self._run(request, kwargs)
            except Exception as error:
                refusal = translate(error)
                if refusal is None:
                    raise
                response = answer(refusal)
            if response.status_code in KEPT_OUT:
                row.delete()
            else:
                row.status, row.body = response.status_code, _as_sent(response.data)
                row.save(update_fields=["status", "body"])
            return response


def caller_of(request: Request) -> str:
    """Give who a stored answer belongs to."""
    return str(request.user.pk) if isinstance(request.user, Person) else "public"


def person_of(request: Request) -> Person:
    """Give who is logged in; the permission table has seen to it that somebody is."""
    assert isinstance(request.user, Person)
    return request.user


def _as_sent(data: Any) -> Any:
    """Give the JSON that goes over the line, so that a replay says the same."""
    return json.loads(JSONRenderer().render(data) or "null")


def _digest(request: Request) -> str:
    whole = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    for name, values in sorted(request.data.lists() if hasattr(request.data, "lists") else []):
        for value in values:
            content = value.read() if hasattr(value, "read") else str(value).encode()
            if hasattr(value, "seek"):
                value.seek(0)
            whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    if not hasattr(request.data, "lists"):
        whole.update(_plain(request.data))
    return whole.hexdigest()


def _plain(data: Any) -> bytes:
    try:
        return canonical(data)
    except (ValueError, TypeError):  # a number JSON has but the canonical form has not
        return repr(data).encode()


def _claim(caller: str, key: str, digest: str) -> StoredAnswer:
    """Lock the row of this key, made now or found; raises KeyReused."""
    try:
        with transaction.atomic():
            return StoredAnswer.objects.create(caller=caller, key=key, request_digest=digest)
    except IntegrityError:
        row = StoredAnswer.objects.select_for_update().get(caller=caller, key=key)
    if row.request_digest != digest:
        raise KeyReused(
            "this Idempotency-Key was used for another request",
            expected="the same method, address and content as before",
            came="other content",
            do="send a new key with new content",
        )
    return row


class CursorPage(CursorPagination):
    """Pages by cursor: `?cursor=…&page_size=…`, at most 200 rows."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-pk"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """Give the page; a cursor whose place is none in this order is no cursor."""
        try:
            return super().paginate_queryset(queryset, request, view=view)
        except (ValidationError, ValueError, TypeError) as fault:
            raise NotFound(self.invalid_cursor_message) from fault


class Listing(Noun):
    """A list by cursor; Output says one row."""

    Output: ClassVar[type[BaseSerializer[Any]]]

    def page(self, request: Request, rows: QuerySet[Any], ordering: str = "-pk") -> Response:
        """Answer one page of rows."""
        paginator = CursorPage()
        paginator.ordering = ordering
        found = paginator.paginate_queryset(rows, request, view=self)
        return paginator.get_paginated_response(self.Output(found, many=True).data)


__all__ = ["CursorPage", "Listing", "Nothing", "Noun", "Verb", "caller_of", "person_of"]
