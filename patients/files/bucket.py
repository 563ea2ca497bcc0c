"""Patients' files in an S3-compatible store; loaded only where a clinic sets one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

# A store that does not answer must not hold a web server's thread for minutes.
PATIENCE = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
)


class PrivateBucket(S3Storage):
    """Names are never used twice; files are read through the clinic, never by an address of the store's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **options,
            default_acl=None,
            file_overwrite=False,
            client_config=PATIENCE,
            object_parameters={"ContentType": "application/octet-stream", "CacheControl": "no-store"},
        )

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        with _as_a_disk_would():
            return ContentFile(super()._open(name, mode).read())

    def _save(self, name: str, content: Any) -> str:
        with _as_a_disk_would():
            saved: str = super()._save(name, content)
            return saved

    def delete(self, name: str) -> None:
        with _as_a_disk_would():
            super().delete(name)

    def url(self, *_arguments: Any, **_options: Any) -> str:
        raise ValueError("Patients' files have no address of their own.")

    def names(self) -> Iterator[str]:
        """Every file there is."""
        with _as_a_disk_would():
            yield from (thing.key for thing in self.bucket.objects.all())


@contextmanager
def _as_a_disk_would() -> Iterator[None]:
    """Failures as OSError, so that nobody else need know whose store it is."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(type(error).__name__) from error
