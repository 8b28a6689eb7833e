"""What is made of an issued release for its readers: the public copy, that copy as texts, and who is named in the release."""

from typing import ClassVar

from django.db import models

from productions.releases.models.releases import Release
from productions.shared.models import CODE_LENGTH, DIGEST_LENGTH


class Rendition(models.Model):
    """The public copy of one release. It is made anew when somebody withholds or restores their name; the release never changes.

    `document` is the sealed roll as canonical JSON (`productions.rollkit.document.sealed`) and `packed` the same in gzip; `etag` is the SHA-256 of
    `document`. The digests are those that may be told: empty where names could be tried against them (`staffroll.roll/1`).
    `withheld` counts the values that the copy leaves out.
    """

    release = models.OneToOneField(Release, models.PROTECT, primary_key=True, related_name="rendition")
    document = models.TextField()
    packed = models.BinaryField()
    etag = models.CharField(max_length=DIGEST_LENGTH)
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    issue_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    previous_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    withheld = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["release"]
        indexes: ClassVar = [models.Index(fields=["digest"], name="rendition_by_digest")]

    def __str__(self) -> str:
        return str(self.release)


class RollText(models.Model):
    """The public copy of one release, written in one format and language: what takes too long to write for each reader.

    `source` is the `etag` of the rendition that it was written from, `maker` the software and time zone that wrote it
    (`release_readings.describe_maker`). Where either is another by now, the text is written anew.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="texts")
    format = models.CharField(max_length=CODE_LENGTH)
    language = models.CharField(max_length=CODE_LENGTH)
    source = models.CharField(max_length=DIGEST_LENGTH)
    maker = models.CharField(max_length=DIGEST_LENGTH)
    packed = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["release", "format", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "format", "language"], name="roll_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.release} ({self.format}, {self.language})"


class ReleasePeople(models.Model):
    """Who is named in a release and under which roles (`productions.rollkit.named`), so that two are compared without reading both.

    As private as the release's own document: names that were withheld since are in it, and leave what is told of it
    (`productions.rollkit.document.errata`). `maker` as in `RollText`.
    """

    release = models.OneToOneField(Release, models.PROTECT, primary_key=True, related_name="people")
    maker = models.CharField(max_length=DIGEST_LENGTH)
    packed = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["release"]

    def __str__(self) -> str:
        return str(self.release)
