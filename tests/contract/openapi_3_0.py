#!/usr/bin/env python3
"""The document in OpenAPI 3.0, for tools that read no newer version: `openapi_3_0.py FROM TO`.

What 3.1 says and 3.0 says otherwise: `type: [T, "null"]` is `nullable`, `examples` of a schema is `example`, numbers of
`exclusiveMinimum` and `exclusiveMaximum` are flags. Beyond that:

- of several media types of a body the first stays, since progenitor takes one: a PATCH is sent as application/json;
- problem documents are called application/json, the one media type that progenitor gives a type, and all alike `Problem`,
  since it wants one type of error per operation;
- conditions with `contains`, which 3.0 has no word for, go; the server holds clients to them all the same. So do those of
  texts that are one of a list or match a pattern, of which progenitor makes nothing that stands in a query;
- a reference or null is a reference that is nullable, and what stands beside a reference goes.

(The npm package @apiture/openapi-down-convert rounds the bounds of int64, which then no 64-bit number can hold.)"""

import json
import sys


def schema(value):
    kinds = value.get("type")
    if isinstance(kinds, list):
        rest = [kind for kind in kinds if kind != "null"]
        value["type"], value["nullable"] = rest[0], len(rest) < len(kinds)
        if len(rest) != 1:
            raise ValueError(f"OpenAPI 3.0 has no type {kinds}")
    if "examples" in value:
        value["example"] = value.pop("examples")[0]
    for bound, flag in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]:
        if flag in value:
            value[bound], value[flag] = value[flag], True
    if value.get("type") == "string":
        value.pop("anyOf", None)
    if '"contains"' in json.dumps(value.get("allOf")):
        del value["allOf"]


def convert(node):
    if isinstance(node, list):
        for item in node:
            convert(item)
    elif isinstance(node, dict):
        if node.get("anyOf", [{}])[-1] == {"type": "null"}:
            node["allOf"], node["nullable"] = node.pop("anyOf")[:-1], True
        if "type" in node or "enum" in node:
            schema(node)
        if "application/problem+json" in node.get("content", {}):
            node["content"] = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        if len(node.get("content", {})) > 1:
            first = next(iter(node["content"]))
            node["content"] = {first: node["content"][first]}
        for key, value in node.items():
            # The names of properties are not words of a schema.
            for inner in value.values() if key == "properties" else [value]:
                if key not in ("example", "default", "enum"):
                    convert(inner)


def main(source, target):
    with open(source) as file:
        document = json.load(file)
    document["openapi"] = "3.0.3"
    convert(document)
    with open(target, "w") as file:
        json.dump(document, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
