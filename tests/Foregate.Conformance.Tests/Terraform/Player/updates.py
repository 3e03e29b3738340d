# SPDX-License-Identifier: Apache-2.0
"""What an update sends for attributes that changed: patch operations of the first interface, members of the others."""
from words import OMIT, Scope, converted, interpolated, sent


def patches(rules, scope, old, changed):
    """Rules name, for each attribute, how the provider makes operations of its change."""
    operations = []
    for name, rule in rules.items():
        first, _, inner = name.partition(".")
        if first not in changed:
            continue
        if inner:
            now, was = ((each.values.get(first) or [{}])[0] for each in (scope, old))
            attribute = scope.schema[first].inner[inner]
            before, after = was.get(inner), now.get(inner)
            if not (scope.values.get(first) or []):
                continue
            if before == after or before is None and not after and attribute.computed or after is None:
                continue
        else:
            attribute = scope.schema[first]
            before, after = old.values.get(first), scope.values.get(first)
        for each in rule if isinstance(rule, list) else [rule]:
            operations += made(each, before, after, attribute, scope)
    return operations


def escaped(key):
    return key.replace("~", "~0").replace("/", "~1")


def made(rule, before, after, attribute, scope):
    how, path, *more = rule.split(" ")
    path = interpolated(path, scope)
    zero = attribute.zero()
    if how == "replace":
        return [{"op": "replace", "path": path, "value": converted(zero if after is None else after, "text")}]
    if how == "replace-or-null":
        return [{"op": "replace", "path": path, **({"value": converted(after, "text")} if after and after != "-1" else {})}]
    if how == "replace-or-remove":
        return [{"op": "replace", "path": path, "value": converted(after, "text")} if after else {"op": "remove", "path": path}]
    if how == "replace-if-said":
        return [{"op": "replace", "path": path, "value": converted(after, "text")}] if after else []
    if how == "tidy":
        return [{"op": "replace", "path": path, "value": converted(after, "tidy") if after else ""}]
    if how == "first":  # of a list that has one
        return [{"op": "replace", "path": path, "value": after[0]}] if after else []
    if how == "truststore":
        was, now = (before or [{}])[0], (after or [{}])[0]
        if not after:
            return [{"op": "replace", "path": f"{path}/truststoreUri", "value": ""}]
        return [{"op": "replace", "path": f"{path}/{word}", "value": now.get(name) or ""} for name, word in (("truststore_uri", "truststoreUri"), ("truststore_version", "truststoreVersion"))
                if (was.get(name) or "") != (now.get(name) or "")]
    before, after = before or (zero if attribute.type != "float" else None), after or zero
    if how in ("map", "flags", "variables"):
        operations = [{"op": "remove", "path": path + key_of(how, key)} for key in sorted(before) if key not in after]
        for key, value in sorted(after.items()):
            if key not in before:
                operations.append({"op": "replace" if how == "variables" else "add", "path": path + key_of(how, key), "value": converted(value, "text")})
            elif how == "map" or before[key] != value:
                operations.append({"op": "replace", "path": path + key_of(how, key), "value": converted(value, "text")})
        return operations
    if how == "values":  # of a set: those that came, those that went, as values
        return [{"op": "add", "path": path, "value": each} for each in sorted(set(after) - set(before))] + \
               [{"op": "remove", "path": path, "value": each} for each in sorted(set(before) - set(after))]
    if how == "anew":  # of a set: all out, all in, as values
        return [{"op": "remove", "path": path, "value": each} for each in before] + [{"op": "add", "path": path, "value": each} for each in after]
    if how == "keys":  # of a set: those that went, those that came, as the end of the path
        return [{"op": "remove", "path": path + each, "value": ""} for each in sorted(set(before) - set(after))] + \
               [{"op": "add", "path": path + each, "value": ""} for each in sorted(set(after) - set(before))]
    if how == "list":  # all out, all in, as the end of the path
        return [{"op": "remove", "path": path + escaped(each)} for each in before] + [{"op": "add", "path": path + escaped(each)} for each in after]
    if how == "block":  # gone: removed whole; otherwise each member of it
        if not after:
            return [{"op": "remove", "path": path}] if before else []
        return [{"op": "replace", "path": f"{path}/{word}", "value": converted(after[0].get(name) if after[0].get(name) is not None else attribute.inner[name].zero(), "number")
                 if attribute.inner[name].type == "float" else converted(after[0].get(name) if after[0].get(name) is not None else attribute.inner[name].zero(), "text")}
                for name, word in (pair.split("=") for pair in more)]
    if how == "stages":  # of usage plans
        operations = [{"op": "remove", "path": path, "value": f"{each['api_id']}:{each['stage']}"} for each in before]
        for each in after:
            stage = f"{each['api_id']}:{each['stage']}"
            operations.append({"op": "add", "path": path, "value": stage})
            for limit in each.get("throttle") or []:
                where = f"{path}/{stage}/throttle/{limit['path']}"
                operations += [{"op": "replace", "path": f"{where}/rateLimit", "value": f"{limit.get('rate_limit') or 0:g}"},
                               {"op": "replace", "path": f"{where}/burstLimit", "value": str(limit.get("burst_limit") or 0)}]
        return operations
    if how == "canary":
        if not after:
            return [{"op": "remove", "path": path}]
        was, now = (before or [{}])[0], after[0]
        operations = made(f"variables {path}/stageVariableOverrides/", was.get("stage_variable_overrides"), now.get("stage_variable_overrides"), attribute.inner["stage_variable_overrides"], scope)
        if (was.get("percent_traffic") or 0) != (now.get("percent_traffic") or 0):
            operations.append({"op": "replace", "path": f"{path}/percentTraffic", "value": "%f" % (now.get("percent_traffic") or 0)})
        if bool(was.get("use_stage_cache")) != bool(now.get("use_stage_cache")):
            operations.append({"op": "replace", "path": f"{path}/useStageCache", "value": converted(bool(now.get("use_stage_cache")), "text")})
        return operations
    raise ValueError(rule)


def key_of(how, key):
    return key if how in ("flags", "variables") else key.replace("/", "~1")


def members(rules, scope, old, changed):
    """Members of an update, for attributes that changed."""
    given = {}
    for name, rule in rules.items():
        if name not in changed:
            continue
        before, after = old.values.get(name), scope.values.get(name)
        for member, template in rule.items():
            if isinstance(template, dict) and "gone" in template:
                given[member] = merged(template, before, after, scope, name)
            else:
                value = sent(template, scope)
                if value is not OMIT:
                    given[member] = value
    return given


def merged(template, before, after, scope, name):
    """What went is said with the value that takes it away; what stays is said again where the provider does so."""
    keys_before, keys_after = before or {}, after or {}
    if "of" in template:
        attribute = scope.schema[name]
        made_of = lambda blocks: {sent(template["by"], Scope(each, attribute.inner, scope.own, scope.outer)): sent(template["give"], Scope(each, attribute.inner, scope.own, scope.outer)) for each in blocks or []}
        keys_before, keys_after = made_of(before), made_of(after)
    unchanged = {key for key in keys_after if keys_before.get(key) == keys_after[key]}
    result = {key: template["gone"] for key in keys_before if key not in keys_after}
    result.update({key: value for key, value in keys_after.items() if key not in unchanged or template.get("again")})
    return result
