"""The whole public registry as files: every list of the API, as it was at one moment.

`reading` reads the lists inside one snapshot, `columns` derives the columns of Parquet from their declared shapes,
`files` writes and hashes, `making` puts a dump together with its `manifest`.
"""
