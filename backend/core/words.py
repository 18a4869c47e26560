"""Words that go into a record: in Chinese, whatever language the caller reads (公文用中文)."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override


def in_chinese(words: str | Promise) -> str:
    """Say a translatable text in the language of records and papers."""
    with override(settings.LANGUAGE_CODE):
        return str(words)
