"""The read engine: from a declaration to one prepared query and its bytes. This page says what it is, and why it is there.

What it is. `PublicResource` (`resource`) names a query set, a serializer, a filter set and orderings; `api.resources` has one
file for each. From these the engine makes, once, and keeps:

- `compiled_serializers`: a `RowPlan` of the serializer: the columns of one narrow query, what is computed from them, which other
  entries a row refers to, which rows of other tables belong to it;
- `compiled_queries`: a `ListPlan`: the query set, filtered, ordered and cut down to those columns, as SQL with places for values.
  `prepared_queries` runs it, prepared on PostgreSQL (`pg_prepare`);
- `fragment_cache`: the JSON of entries that many rows refer to, until the ledger says that they changed.

A request then reads its parameters (`query_params`, by the fields of `filters` and `filter_fields`), runs the plan, and puts
dictionaries of columns into orjson. No model instance is built, and no serializer runs. `search`, `aggregates`, `filmography`, `staff` and `works`
are further plans, `entry_queries` reads one entry inside a transaction, `csv_rows` writes tables.

Why. Django REST framework builds an instance and runs a serializer for each row, which is most of what a page of credits costs.
`python -m benchmarks.read` compares every address with plain REST framework on the same 5,000,000 credits: 15 times faster for
a page of credits, 28 times for a production's 5,000 (decision 12, `benchmarks/RESULTS.md`).

What it takes from the framework, and what not:

- `APIView`: authentication, throttling, content negotiation, exceptions. `list_views` has the two views, and `as_view` gives them
  the declaration; there is no view class for a resource. The generic views, `get_queryset`, `get_serializer` and filter backends have no
  part in a read: a plan is made before the request that uses it.
- Serializers: `fields`, `source`, nested serializers and `many=True` declare rows and the OpenAPI document. Methods
  (`to_representation`, `SerializerMethodField`) are not called; a `Computed` member says of which columns it is a function. `Meta.rows`
  says which rows of a nested list are public, `Meta.on_request` what comes only by `include`.
- django-filter: a `FilterSet` declares a list's parameters. They put conditions with places for values into the query when
  it is compiled; forms do not run.
- drf-spectacular: `schema` tells it what declared views have; `pagination` only describes a page.
"""
