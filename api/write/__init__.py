"""Writing through the API: a token says who, a declared body is read, one service of the domain does it, the entry is the answer.

`tokens` says who asks, `visibility` what they may see, `request_bodies` and `field_readers` read a body by the serializer in
`api.resources` that declares it, `if_match` reads If-Match, `idempotency` does once what is sent twice, and `views` holds the
common part of the views.
"""
