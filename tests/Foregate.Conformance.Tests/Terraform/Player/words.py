# SPDX-License-Identifier: Apache-2.0
"""The small language of the conversations: how members of calls are made of attributes, and attributes of answers."""
import json
import pathlib
import re

OMIT = object()
KEPT = object()  # not told: what was in the state, or in the configuration, stays


class Scope:
    """What templates can name: attributes, the resource's own id, and what holds for the account (@account, @region)."""

    def __init__(self, values, schema, own=None, outer=None):
        self.values, self.schema, self.own, self.outer = values, schema, own, outer or {}

    def find(self, name):
        if name == "id" and self.own is not None:
            return self.own
        if name.startswith("@"):
            return self.outer[name]
        return self.values.get(name)

    def zero(self, name):
        return self.schema[name].zero() if name in self.schema else ""

    def inside(self, name):
        attribute = self.schema[name]
        return [Scope(each, attribute.inner, self.own, self.outer) for each in self.values.get(name) or []]


def interpolated(text, scope):
    return re.sub(r"\{([@\w.]+)\}", lambda found: str(scope.find(found[1]) if scope.find(found[1]) is not None else ""), text)


def converted(value, how):
    if how == "bytes":
        return value.encode()
    if how == "file":
        return pathlib.Path(value).read_bytes()
    if how == "text":
        return str(value).lower() if isinstance(value, bool) else "%f" % value if isinstance(value, float) else str(value)
    if how == "number":
        return f"{value:.17g}"
    if how == "size":
        return OMIT if value == "-1" else int(value)
    if how == "tidy":
        return json.dumps(json.loads(value), sort_keys=True, separators=(",", ":"))
    if how == "unquoted":
        return json.loads(f'"{value}"')
    if how == "none-is-empty":
        return "" if value == "(none)" else value
    if how == "or-none":
        return value or "(none)"
    if how == "words":
        return {name: str(each) for name, each in value.items()}
    if how == "dates":
        return value.isoformat()
    if how == "document":  # boto3 has decoded it
        return value if isinstance(value, str) else json.dumps(value)
    if how == "pairs":
        return {pair["Key"]: pair["Value"] for pair in value}
    if how == "to-pairs":
        return [{"Key": name, "Value": each} for name, each in sorted(value.items())]
    if how == "none":
        return []
    if how == "names":
        return [each if isinstance(each, str) else each.get("FunctionName") or each.get("id") or each.get("ApiId") for each in value]
    if how == "arns":
        return [each["PolicyArn"] for each in value]
    if how == "function":
        return value.split(":")[6]
    if how == "qualifier":
        return value.split(":")[7] if value.count(":") > 6 else ""
    if how == "decoded":
        return value.decode()
    if how == "name":
        return value.rsplit("/", 1)[-1]
    if how.startswith("or="):
        return value
    raise ValueError(how)


def sent(template, scope):
    """A member of a call. $x: the attribute where it is said and not empty; $x!: in any case; {x} within text; in: of a block; of: of each of a list of blocks."""
    if isinstance(template, str):
        if not template.startswith("$"):
            return interpolated(template, scope)
        name, *how = template[1:].split("|")
        always = name.endswith("!")
        name = name.rstrip("!")
        value = scope.find(name)
        if not value and not always:
            return OMIT
        if value is None:
            value = scope.zero(name)
        for each in how:
            value = converted(value, each)
        return value
    if isinstance(template, list):
        return [each for each in (sent(each, scope) for each in template) if each is not OMIT]
    if isinstance(template, dict):
        if "in" in template:
            scopes = scope.inside(template["in"])
            rest = {name: each for name, each in template.items() if name not in ("in", "else")}
            return sent(rest, scopes[0]) if scopes else template.get("else", OMIT)
        if "of" in template:
            scopes = scope.inside(template["of"])
            if not scopes and not template.get("always"):
                return OMIT
            if "by" in template:
                return {sent(template["by"], each): sent(template["give"], each) for each in scopes}
            return [sent(template["give"], each) for each in scopes]
        if "http" in template:
            # Members that only WebSocket APIs have are not said of HTTP APIs.
            template = template["http"] if scope.outer.get("@protocol") == "HTTP" else {name: each for name, each in template.items() if name != "http"}
        return {name: each for name, each in ((name, sent(each, scope)) for name, each in template.items()) if each is not OMIT}
    return template


def reached(answer, path):
    found = answer
    for part in path.split(".")[1:]:
        if part == "":
            continue
        if isinstance(found, list):
            found = found[int(part)] if int(part) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(part)
        if found is None:
            return None
    return found


def told(template, answer, scope, key=None):
    """An attribute of a state, from an answer. .a.b: a member; =text: made of the id and the account; from: a block; each: a list of blocks, of a list or of a map."""
    if isinstance(template, str):
        if template.startswith("="):
            return interpolated(template[1:], scope)
        if template == "@key":
            return key
        path, *how = template.split("|")
        value = reached(answer, path)
        if value is None and not any(each.startswith("if=") for each in how):
            fallback = next((each[3:] for each in how if each.startswith("or=")), None)
            return json.loads(fallback) if fallback is not None else None
        if isinstance(value, dict):
            value = {name: "" if each is None else each for name, each in value.items()}
        for each in how:
            if each.startswith("if="):
                if not answer.get(each[3:]):
                    return KEPT
            else:
                value = converted(value, each)
        return value
    if isinstance(template, list):
        return next((value for value in (told(each, answer, scope, key) for each in template) if value is not None), None)
    if "from" in template:
        found = reached(answer, template["from"])
        return [] if found is None else [{name: told(each, found, scope) for name, each in template.items() if name != "from"}]
    if "each" in template:
        found = reached(answer, template["each"]) or []
        entries = found.items() if isinstance(found, dict) else ((None, each) for each in found)
        return [{name: told(each, value, scope, key) for name, each in template.items() if name != "each"} for key, value in entries if value != {}]
    raise ValueError(template)
