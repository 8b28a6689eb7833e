"""The whole public registry as files: every list of the API, as it was at one moment.

`tables` says which there are, `reading` reads the lists inside one snapshot, `columns` derives types from their declared shapes,
`files` writes and hashes, `describing` and `documents` say what a stranger needs, `making` puts a dump together with its
`manifest`.
"""
