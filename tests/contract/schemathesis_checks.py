"""What schemathesis is to know beyond the document: checks of our own, which `--checks all` runs too.

- A valid request has a few of a list's many filters.
- What a valid request may be refused for all the same: reasons that a schema cannot say, each where it may occur.
  schemathesis knows such exceptions by status only. So schemathesis.toml lets 400 and 422 pass, and this check looks at what
  the problem document says.
- What `expand` and `fields` make of an answer: the relations that are named, and of each row just the fields that are
  named, and the key, whatever else the schema requires. So the runner has its own check of answers off, and this one holds
  an answer to the schema or to what is left of it.
- Fields behind a relation need it in `expand`, for which OpenAPI has no word."""

import re
import zlib
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import schemathesis
from schemathesis.specs.openapi.checks import response_schema_conformance

# Far fewer than a list takes, for which OpenAPI has no word, and the parameters that are no filters.
MOST_FILTERS = 3
NO_FILTERS = {"cursor", "expand", "fields", "page", "page_size", "search", "sort", "total"}
NARROWING = {"cursor", "page", "search"}

MOST_PATHS = 10

REASONS = [
    # (operations, place, code): why no schema says it.
    (r"list_\w+", "cursor", "bad_cursor"),  # A cursor is opaque, and good for one order only: what is made up is refused.
    (r"list_\w+", "page", "not_allowed"),  # Parameters that exclude each other: OpenAPI has no word for it.
    (r"(list|get)_\w+", "expand", "too_many_rows"),  # How many rows there are.
    (r"create_(post|comment|in_\w+)", "/author_id", "not_found"),  # Which rows there are, and who may read them.
    (r"create_(comment|in_comments_of_author)", "/post_id", "not_found"),
    (r"replace_\w+", r"/\d+", "not_found"),
    (r"create_(post|in_posts_of_author)", "/title", "no_slug"),  # The blog's own rule, in its `before_create`.
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
    if "fields" in case.query:
        expand_for_fields(case.query, varied)


def expand_for_fields(query, varied):
    """Asks for the relations of the fields that are asked for: for all of them where `expand` may be another, and else for
    those fields alone whose relations it has."""
    expand, kept = names(query.get("expand")), []
    for name in names(query["fields"]):
        path = name.rpartition(".")[0]
        is_there = not path or any(f"{known}.".startswith(f"{path}.") for known in expand)
        if not is_there and varied != "expand" and len(expand) < MOST_PATHS:
            expand.append(path)
            is_there = True
        if is_there:
            kept.append(name)
    for parameter, value in [("expand", expand), ("fields", kept)]:
        if value:
            query[parameter] = ",".join(value)
        else:
            query.pop(parameter, None)


def names(value):
    if value is None:
        return []
    return value.split(",") if isinstance(value, str) else list(value)


def excepted(operation, error):
    place = error.get("pointer", error.get("parameter", ""))
    return any(
        re.fullmatch(operations, operation) and re.fullmatch(where, place) and error["code"] == code
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
    query = parse_qs(urlsplit(response.request.url).query)
    if not {"expand", "fields"} & query.keys() or response.status_code != 200:
        return response_schema_conformance(ctx, response, case)
    document = case.operation.schema.raw_schema
    schemas = document["components"]["schemas"]
    answer = case.operation.definition.raw["responses"]["200"]["content"]["application/json"]["schema"]
    name = answer["$ref"].removeprefix("#/components/schemas/")
    resource = name.removesuffix("Page")
    row = rest(document, resource, asked(query))
    schema = row if name == resource else with_items(schemas[name], row)
    schema = {**schema, "components": {"schemas": schemas}}
    # Formats are asked for, as schemathesis's own check does: else any text is a time or a key.
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    faults = [error.message for error in validator.iter_errors(response.json())]
    if faults:
        raise AssertionError(f"an answer to {urlsplit(response.request.url).query} is none of these: {faults}")


@dataclass
class Asked:
    """What is asked for of rows: fields, all where it is None, and what relations lead to."""

    fields: set | None = None
    relations: dict = field(default_factory=dict)

    def behind(self, path):
        rows = self
        for relation in filter(None, path.split(".")):
            rows = rows.relations.setdefault(relation, Asked())
        return rows


def asked(query):
    all = Asked()
    for path in names(query.get("expand", [None])[0]):
        all.behind(path)
    if "fields" in query:
        all.fields = set()
    for name in names(query.get("fields", [None])[0]):
        path, _, last = name.rpartition(".")
        rows = all.behind(path)
        rows.fields = (rows.fields or set()) | {last}
    return all


def rest(document, resource, asked):
    """The schema of a row, of which what is asked for is there: all of it, and nothing else."""
    schemas = document["components"]["schemas"]
    whole = schemas[resource]
    wanted = set(whole["required"]) if asked.fields is None else asked.fields | set(key_of(document, resource))
    properties = {name: whole["properties"][name] for name in wanted}
    for relation, behind in asked.relations.items():
        schema = whole["properties"][relation]
        if "anyOf" in schema:
            far = schema["anyOf"][0]["$ref"].rpartition("/")[2]
            properties[relation] = {"anyOf": [rest(document, far, behind), {"type": "null"}]}
        else:
            many = schemas[schema["$ref"].rpartition("/")[2]]
            far = many["properties"]["items"]["items"]["$ref"].rpartition("/")[2]
            properties[relation] = with_items(many, rest(document, far, behind))
    return {**whole, "properties": properties, "required": sorted(properties), "additionalProperties": False}


def with_items(schema, row):
    items = {**schema["properties"]["items"], "items": row}
    return {**schema, "properties": {**schema["properties"], "items": items}}


def key_of(document, resource):
    """The names in the path of one object."""
    for path, item in document["paths"].items():
        answer = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        if answer.get("schema", {}).get("$ref") == f"#/components/schemas/{resource}":
            return re.findall(r"{(\w+)}", path)
    raise AssertionError(f"no path shows one {resource}")
