"""Names, titles and identifiers by themselves: only for members, who change them one by one."""

from api.shapes.entries import ContributorRef, ExternalIdOut, NameOut, ProductionRef, TitleOut


class TitleEntry(TitleOut):
    """One title with its production."""

    production = ProductionRef()

    class Meta(TitleOut.Meta):
        fields = ("uid", "production", "text", "kind", "primary")


class NameEntry(NameOut):
    """One name with its contributor; legal names too, which are private."""

    contributor = ContributorRef()

    class Meta(NameOut.Meta):
        fields = ("uid", "contributor", "text", "script", "kind", "primary", "used_from", "used_until")


class ExternalIdEntry(ExternalIdOut):
    """One identifier with what it identifies."""

    production = ProductionRef(allow_null=True)
    contributor = ContributorRef(allow_null=True)

    class Meta(ExternalIdOut.Meta):
        fields = ("uid", "production", "contributor", "scheme", "value", "urn")
