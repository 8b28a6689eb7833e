"""What the public gets of an issued release: the frozen document, without the names of those who withheld theirs."""

from typing import ClassVar

from django.db import models

from productions.models.output import DIGEST_LENGTH, Release


class Rendition(models.Model):
    """The public copy of one release. It is made anew when somebody withholds or restores their name; the release never changes.

    `document` is the sealed roll as canonical JSON (`productions.roll.sealed`) and `packed` the same in gzip; `etag` is the SHA-256 of
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

    def __str__(self) -> str:
        return str(self.release)
