"""What schemathesis is to know beyond the document: checks of our own, which `--checks all` runs too.

- A valid request has a few of a list's many filters.
- What a valid request may be refused for all the same: reasons that a schema cannot say, each where it may occur.
  schemathesis knows such exceptions by status only. So schemathesis.toml lets 400 and 422 pass, and this check looks at what
  the problem document says.
- What `fields` leaves of an answer: just the fields that are named, and the key, whatever else the schema requires. So
  the runner has its own check of answers off, and this one holds an answer to the schema or to what is left of it."""

import re
import zlib
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import schemathesis
from schemathesis.specs.openapi.checks import response_schema_conformance

# Far fewer than a list takes, for which OpenAPI has no word, and the parameters that are no filters.
MOST_FILTERS = 3
NO_FILTERS = {"cursor", "fields", "page", "page_size", "search", "sort", "total"}
NARROWING = {"cursor", "page", "search"}

REASONS = [
    # (operations, place, code): why no schema says it.
    (r"list_\w+", "cursor", "bad_cursor"),  # A cursor is opaque, and good for one order only: what is made up is refused.
    (r"list_\w+", "page", "not_allowed"),  # Parameters that exclude each other: OpenAPI has no word for it.
    (r"create_(post|comment)", "/author_id", "not_found"),  # Which rows there are, and who may read them.
    (r"create_(comment|post_tag)", "/post_id", "not_found"),
    (r"create_post_tag", "/tag_id", "not_found"),
    (r"create_post", "/title", "no_slug"),  # The blog's own rule, in its `before_create`.
]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Of some sixty filters a valid request asks for half: too many, and so many leave no row to look at. Cursors are made up,
    and with one a request tells nothing of the rest. So a few filters stay, now these and now those, and some cursors.
    What `fields` leaves of a row is seen only where there is one: half of these requests ask for all rows."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    # Where one parameter is varied after the other, this one.
    varied = getattr(case.meta.phase.data, "parameter", None)
    # Of the whole request: while one parameter is varied the others have the values of their examples, every time.
    request = repr(case.query)
    chance = lambda name: zlib.crc32(f"{name} of {request}".encode())
    filters = sorted((name for name in case.query if name not in NO_FILTERS | {varied}), key=chance)
    left_out = filters[MOST_FILTERS:]
    if "fields" in case.query and chance("fields") % 2:
        left_out = filters + sorted(NARROWING & case.query.keys() - {varied})
    elif "cursor" in case.query and varied != "cursor" and chance("cursor") % 4:
        left_out.append("cursor")
    for name in left_out:
        del case.query[name]


def excepted(operation, error):
    place = error.get("pointer", error.get("parameter"))
    return any(
        re.fullmatch(operations, operation) and (place, error["code"]) == (where, code)
        for operations, where, code in REASONS
    )


@schemathesis.check
def valid_is_refused_for_a_known_reason(ctx, response, case):
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    operation = case.operation.definition.raw["operationId"]
    errors = response.json().get("errors", [])
    unknown = [error for error in errors if not excepted(operation, error)]
    if unknown or not errors:
        raise AssertionError(f"{operation} refused a request that its schema allows: {response.text}")


@schemathesis.check
def answer_is_as_the_schema_says(ctx, response, case):
    fields = parse_qs(urlsplit(response.request.url).query).get("fields")
    if fields is None or response.status_code != 200:
        return response_schema_conformance(ctx, response, case)
    document = case.operation.schema.raw_schema
    schemas = document["components"]["schemas"]
    answer = case.operation.definition.raw["responses"]["200"]["content"]["application/json"]["schema"]
    resource = answer["$ref"].removeprefix("#/components/schemas/").removesuffix("Page")
    asked = {*fields[0].split(","), *key_of(document, case.operation.path)}
    properties = {name: schema for name, schema in schemas[resource]["properties"].items() if name in asked}
    rest = {**schemas[resource], "properties": properties, "required": sorted(asked), "additionalProperties": False}
    schema = {**answer, "components": {"schemas": {**schemas, resource: rest}}}
    # Formats are asked for, as schemathesis's own check does: else any text is a time or a key.
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    faults = [error.message for error in validator.iter_errors(response.json())]
    if faults:
        raise AssertionError(f"an answer with fields={fields[0]} is none of these: {faults}")


def key_of(document, path):
    """The names in the path of one object."""
    collection = path.split("/{")[0]
    item = next(known for known in document["paths"] if known.startswith(collection + "/{"))
    return re.findall(r"{(\w+)}", item)
