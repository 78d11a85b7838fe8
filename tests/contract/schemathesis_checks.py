"""What no schema can say.

A valid request may be refused all the same: the reasons are here, each where it may occur. schemathesis knows such
exceptions by status only. So schemathesis.toml lets 400 and 422 pass, and a check of ours, which `--checks all` runs too,
looks at what the problem document says.

A list has more filters than it takes at once, and with many of them no row would be left. So most requests have a few.

What `fields` leaves out of an answer is required by its schema. So answers are held to that rule first, and then, made whole,
to the schema."""

import json
import re
import zlib
from urllib.parse import parse_qs, urlsplit

import schemathesis
from schemathesis.checks import CHECKS

REASONS = [
    # (operations, place, code): why no schema says it.
    (r"list_\w+", "cursor", "bad_cursor"),  # A cursor is opaque, and good for one order only: what is made up is refused.
    (r"list_\w+", "page", "not_allowed"),  # Parameters that exclude each other: OpenAPI has no word for it.
    (r"create_(post|comment)", "/author_id", "not_found"),  # Which rows there are, and who may read them.
    (r"create_(comment|post_tag)", "/post_id", "not_found"),
    (r"create_post_tag", "/tag_id", "not_found"),
    (r"create_post", "/title", "no_slug"),  # The blog's own rule, in its `before_create`.
]


def excepted(operation, error):
    place = error.get("pointer", error.get("parameter"))
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


# What a list is asked for besides filters.
NAMED = {"cursor", "fields", "page", "page_size", "search", "sort", "total"}
MOST_FILTERS = 3


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Leaves few of the filters of a valid request, now these and now those, and of the cursors, which are all made up, some."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    # What is varied, where one thing after the other is.
    kept = getattr(case.meta.phase.data, "parameter", None)
    chance = lambda name: zlib.crc32(f"{name}={case.query[name]}".encode())
    filters = sorted((name for name in case.query if name not in NAMED | {kept}), key=chance)
    left_out = filters[MOST_FILTERS:]
    if "cursor" in case.query and kept != "cursor" and chance("cursor") % 4:
        left_out.append("cursor")
    for name in left_out:
        del case.query[name]


schemathesis_own = CHECKS.get_one("response_schema_conformance")
CHECKS.unregister("response_schema_conformance")


@schemathesis.check
def response_schema_conformance(ctx, response, case):
    """Takes the place of schemathesis' own check of this name, which it calls with what `fields` has left out put back."""
    fields = parse_qs(urlsplit(response.request.url).query).get("fields")
    if fields and response.status_code == 200 and response.content:
        response = whole(response, case.operation, set(",".join(fields).split(",")))
    return schemathesis_own(ctx, response, case)


def whole(response, operation, asked):
    """The answer as it would be without `fields`, of which it has exactly those and the key."""
    body, is_list = json.loads(response.content), not operation.path.endswith("}")
    example = operation.definition.raw["responses"]["200"]["content"]["application/json"]["example"]
    expected = asked | key(operation)
    for item in body["items"] if is_list else [body]:
        if set(item) != expected:
            raise AssertionError(f"fields are {sorted(item)}, not {sorted(expected)}")
        for name, value in (example["items"][0] if is_list else example).items():
            item.setdefault(name, value)
    return schemathesis.Response(
        status_code=response.status_code,
        headers=response.headers,
        content=json.dumps(body).encode(),
        request=response.request,
        elapsed=response.elapsed,
        verify=response.verify,
    )


def key(operation):
    """The fields of the key, which the path of one object names."""
    paths = operation.schema.raw_schema["paths"]
    of_one = next(path for path in paths if path.endswith("}") and (path + "/{").startswith(operation.path + "/{"))
    return set(re.findall(r"{(\w+)}", of_one))
