#!/usr/bin/env python3
"""Checks JSON against one definition of a schema: validate-json.py SCHEMA DEFINITION [--lines] <JSON

The part of JSON Schema 2020-12 that docs/output.schema.json uses; a keyword that this does not know is an error, so that
nothing is left unchecked unseen. Prints each fault with its place; exits with 1 when there is one.
"""
import json, re, sys

TYPES = {"object": dict, "array": list, "string": str, "null": type(None), "boolean": bool}
SILENT = {"$schema", "title", "description", "$defs"}


def is_type(value, name):
    if name in ("integer", "number"):
        return not isinstance(value, bool) and isinstance(value, int if name == "integer" else (int, float))
    return isinstance(value, TYPES[name])


class Validator:
    def __init__(self, root):
        self.root = root

    def faults(self, value, schema, place="$"):
        for keyword, wanted in schema.items():
            if keyword in SILENT:
                continue
            check = getattr(self, "check_" + keyword.strip("$"), None)
            if check is None:
                sys.exit(f"the validator does not know the keyword {keyword}")
            yield from check(value, wanted, schema, place)

    def check_ref(self, value, wanted, _, place):
        target = self.root
        for step in wanted.removeprefix("#/").split("/"):
            target = target[step]
        yield from self.faults(value, target, place)

    def check_anyOf(self, value, wanted, _, place):
        if not any(not list(self.faults(value, one, place)) for one in wanted):
            yield f"{place}: fits none of the forms"

    def check_type(self, value, wanted, _, place):
        names = wanted if isinstance(wanted, list) else [wanted]
        if not any(is_type(value, name) for name in names):
            yield f"{place}: {value!r:.60} is no {' or '.join(names)}"

    def check_enum(self, value, wanted, _, place):
        if value not in wanted:
            yield f"{place}: {value!r} is none of {wanted}"

    def check_required(self, value, wanted, _, place):
        yield from (f"{place}: no '{name}'" for name in wanted if isinstance(value, dict) and name not in value)

    def check_properties(self, value, wanted, _, place):
        for name, schema in wanted.items():
            if isinstance(value, dict) and name in value:
                yield from self.faults(value[name], schema, f"{place}.{name}")

    def check_additionalProperties(self, value, wanted, schema, place):
        if isinstance(value, dict) and wanted is False:
            yield from (f"{place}: '{name}' is not described" for name in value if name not in schema.get("properties", {}))

    def check_items(self, value, wanted, _, place):
        for number, item in enumerate(value if isinstance(value, list) else []):
            yield from self.faults(item, wanted, f"{place}[{number}]")

    def check_minItems(self, value, wanted, _, place):
        if isinstance(value, list) and len(value) < wanted:
            yield f"{place}: fewer than {wanted} items"

    def check_maxItems(self, value, wanted, _, place):
        if isinstance(value, list) and len(value) > wanted:
            yield f"{place}: more than {wanted} items"

    def check_minimum(self, value, wanted, _, place):
        if is_type(value, "number") and value < wanted:
            yield f"{place}: {value} is below {wanted}"

    def check_maximum(self, value, wanted, _, place):
        if is_type(value, "number") and value > wanted:
            yield f"{place}: {value} is above {wanted}"

    def check_pattern(self, value, wanted, _, place):
        if isinstance(value, str) and not re.search(wanted, value):
            yield f"{place}: {value!r} does not match {wanted}"


def main():
    root = json.load(open(sys.argv[1], encoding="utf-8"))
    text = sys.stdin.read()
    values = [json.loads(line) for line in text.splitlines()] if "--lines" in sys.argv else [json.loads(text)]
    if not values:
        sys.exit("there is nothing to check")
    found = [fault for value in values for fault in Validator(root).faults(value, {"$ref": "#/$defs/" + sys.argv[2]})]
    for fault in found[:20]:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
