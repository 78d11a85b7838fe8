"""What a valid request may be refused for all the same: reasons that a schema cannot say, each where it may occur.

schemathesis knows such exceptions by status only. So schemathesis.toml lets 400 and 422 pass, and this check, which
`--checks all` runs too, looks at what the problem document says."""

import re

import schemathesis

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
