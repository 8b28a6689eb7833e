"""Writing through the API: a token says who, a declared body is read, one service of the domain does it, the entry is the answer.

`tokens` says who asks, `members` what they may see, `forms` and `readers` read a body by the serializer in `inputs` or
`people_inputs` that declares it, `conditions` reads If-Match, `idempotency` does once what is sent twice, `kinds` lists
the resources that can be written, `entries` holds the common part of their views, and `routes` their addresses.
"""
