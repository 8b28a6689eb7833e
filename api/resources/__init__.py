"""What the API has: one file a resource, and what stands on reading and writing.

A resource's file declares what is shown of it (a serializer), by which parameters its list is narrowed (a filter set), what
bodies of writes hold (serializers), the domain's verbs, and examples; its `RESOURCE` names them all. `registry` lists the
resources, and `routes` makes their addresses. Beside them are the root, the OpenAPI document, vocabularies, templates and
differences between rolls.
"""
