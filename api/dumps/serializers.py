"""Dumps of the whole registry, and the files in them."""

from typing import Any

from rest_framework import serializers


class DumpFileOut(serializers.Serializer[Any]):
    """One file of a dump."""

    resource = serializers.CharField(
        allow_null=True,
        help_text="The list, by its address: credits, ai-uses, vocab … Null for a file about the dump itself.",
    )
    format = serializers.CharField(help_text="ndjson or parquet; md, txt or json for a file about the dump.")
    name = serializers.CharField(help_text="The last part of its address, beside the manifest.")
    media_type = serializers.CharField()
    rows = serializers.IntegerField(allow_null=True, help_text="Null for a file about the dump itself.")
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Of the file as it is sent, hexadecimal.")


class ManifestOut(serializers.Serializer[Any]):
    """What a dump holds, and where the feed goes on."""

    format = serializers.CharField(help_text="staffroll.dump/2")
    made_at = serializers.DateTimeField()
    last_seq = serializers.IntegerField(help_text="Follow changes/ after this number.")
    software = serializers.CharField()
    licence = serializers.CharField(
        allow_null=True,
        help_text="Of the data, as an SPDX identifier; null: the operator has declared none.",
    )
    licence_url = serializers.URLField(allow_null=True, help_text="Where the licence's text is, where known.")
    api = serializers.CharField(help_text="Address of the API, relative to the site.")
    feed = serializers.CharField(help_text="Where to go on from here, relative to the site.")
    files = DumpFileOut(many=True)


class DumpOut(serializers.Serializer[Any]):
    """One dump."""

    uid = serializers.UUIDField()
    finished_at = serializers.DateTimeField()
    size = serializers.IntegerField(help_text="Bytes of all files.")
    address = serializers.CharField(help_text="Where its files and manifest.json are.")
    manifest = ManifestOut()


class DumpsOut(serializers.Serializer[Any]):
    """The dumps that are there, the newest first."""

    results = DumpOut(many=True)
