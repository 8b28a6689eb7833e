"""Forms that check types only: rules are the verbs', and so are their sentences."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from productions.shared.refusals import NotNow, Refusal


class VerbForm(forms.ModelForm):
    """A form that checks types only; rules are the verb's, and so are their sentences."""

    refusal: ClassVar[Refusal | None] = None

    def _post_clean(self) -> None:
        """The instance keeps its stored values: the verb compares and checks."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.refusal is not None:
            show_refusal(self, self.refusal)
        return cleaned


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class NothingForm(forms.Form):
    """Nothing to fill in."""


def show_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Each sentence beside its field, the rest above the form."""
    for sentence in refusal.general:
        form.add_error(None, sentence)
    for name, sentences in refusal.fields.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def rewind_uploads(request: HttpRequest) -> None:
    """An attempt that was taken back has read the files to their end."""
    for _name, uploads in request.FILES.lists():
        for upload in uploads:
            upload.seek(0)


def tell_to_wait(page: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """The page of a form; 503 with Retry-After where what it says is only "not now"."""
    if isinstance(refusal, NotNow):
        page.status_code = 503
        page.headers["Retry-After"] = str(refusal.wait)
    return page
