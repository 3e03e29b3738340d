# SPDX-License-Identifier: Apache-2.0
"""Plays the conversations that Terraform's AWS provider has, as the data beside it tell them, against a gateway.

    python3 play.py ENDPOINT FOLDER [WORD…]

For every case of every resource: create, refresh, plan (nothing differs), import, each change (in place, then nothing differs), destroy, and a read that finds nothing.
For every data source: its answer. Says what differs, and at the end how much was played. With words only what has one of them in its name."""
import json
import pathlib
import re
import sys

from kinds import Gone, ResourceType
from wire import Failed, Wire

endpoint, folder, *only = sys.argv[1:]
wire = Wire(endpoint)
caller = wire.call("sts.GetCallerIdentity", {})
outer = {"@account": caller["Account"], "@region": wire.clients["sts"].meta.region_name}
resources, sources, faults, made, changes = {}, {}, [], [], 0
for path in sorted(pathlib.Path(folder).glob("*/*.json")):
    data = json.loads(path.read_text())
    if "resource" in data:
        resources[data["resource"]] = ResourceType(data, wire, outer)
    else:
        sources[data["data"]] = ResourceType({**data, "resource": "data." + data["data"], "create": [], "delete": []}, wire, outer)


class Instance:
    """One resource that was made: its configuration, its state, its id."""

    def __init__(self, address, kind, given):
        self.address, self.kind, self.given = address, kind, given
        self.state, self.own = kind.create(given)


def case_of(kind, name):
    return kind.data["cases"][name]


def ensured(address, live):
    """The instance behind type@case, made with all that it needs when it is not there yet."""
    if address not in live:
        name, _, case = address.partition("@")
        kind = resources[name]
        said = case_of(kind, case or "plain")
        for other in said.get("needs", []):
            ensured(other, live)
        live[address] = Instance(address, kind, filled(said["with"], live))
    return live[address]


def filled(value, live):
    """Configuration with ${type@case.attribute} in it; what it names is made first."""
    if isinstance(value, str):
        def attribute(found):
            instance = ensured(found[1], live)
            path, at = found[2].split("."), None
            at = instance.own if path == ["id"] else instance.state[path[0]]
            for part in path[1:]:
                at = at[int(part)] if isinstance(at, list) else at[part]
            return str(at)
        return re.sub(r"\$\{([\w@ -]+)\.([\w.]+)\}", attribute, value.replace("{@account}", outer["@account"]).replace("{@region}", outer["@region"]))
    if isinstance(value, list):
        return [filled(each, live) for each in value]
    if isinstance(value, dict):
        return {name: filled(each, live) for name, each in value.items()}
    return value


def stepped(steps):
    """Calls that belong to a case and to no resource; what begins with < is a file."""
    for step in steps:
        members = {name: pathlib.Path(each[1:]).read_bytes() if each.startswith("<") else each for name, each in step["with"].items()}
        wire.call(step["do"], members)


def note(where, what):
    faults.append(f"{where}: {what}")


def planned(where, kind, given, state):
    for name in kind.schema.differences(given, state):
        note(where, f"plan: {name} is {state.get(name)!r} in the state and {given.get(name)!r} in the configuration")


def same(where, kind, state, again):
    for name in sorted(state.keys() | again.keys()):
        if name in kind.schema.attributes and kind.schema[name].kept:
            continue
        one, other = state.get(name), again.get(name)
        if (one or None) != (other or None) and not (isinstance(one, list) and isinstance(other, list) and sorted(map(str, one)) == sorted(map(str, other))):
            note(where, f"{name} was {one!r} and is {other!r}")


def refreshed(where, instance):
    kind = instance.kind
    again = kind.read(instance.given, instance.own, instance.state)
    same(where, kind, instance.state, again)
    instance.state = again
    planned(where, kind, instance.given, again)


def play(kind, name, said):
    global changes
    where = f"{kind.name} {name}"
    live, address, touched = {}, f"{kind.name}@{name}" if name != "plain" else kind.name, set()
    try:
        stepped(said.get("first", []))
        instance = ensured(address, live)
        made.append(where)
        if unknown := kind.schema.unknown(instance.given):
            note(where, f"the configuration says what the resource does not have: {unknown}")
        for required in (each for each, attribute in kind.schema.attributes.items() if attribute.required and each not in instance.given):
            note(where, f"the configuration does not say {required}")
        planned(f"{where} created", kind, instance.given, instance.state)
        refreshed(f"{where} refreshed", instance)
        for attribute in (each for each in said.get("knows", []) if not instance.state.get(each)):
            note(where, f"{attribute} is not told")
        if "import" in kind.data:
            imported = kind.imported(instance.state, instance.own)
            for skipped in kind.data["import"].get("skips", []):
                imported[skipped] = instance.state.get(skipped)
            same(f"{where} imported", kind, instance.state, imported)
        for number, change in enumerate(said.get("changes", []), 1):
            step = f"{where} change {number}"
            given = {name: each for name, each in {**instance.given, **filled(change, live)}.items() if each is not None}
            different = kind.schema.differences(given, instance.state)
            # What the service decides when nothing is said stays as it is, and is no difference.
            meant = sorted(name for name, each in change.items() if each is not None or not kind.schema[name].computed)
            if sorted(different) != meant:
                note(step, f"{sorted(different)} would change, not {meant}")
            if new := [each for each in different if kind.schema[each].new]:
                note(step, f"{new} would make another resource")
            touched |= set(change)
            changes += 1
            instance.given = given
            instance.state, instance.own = kind.update(given, instance.state, instance.own)
            planned(f"{step} applied", kind, given, instance.state)
            refreshed(f"{step} refreshed", instance)
    except Exception as failed:
        note(where, f"{type(failed).__name__}: {failed}")
    instance = live.get(address)
    destroyed(where, live, address)
    stepped(said.get("last", []))
    if instance is not None and not kind.data.get("stays"):
        try:
            kind.read(instance.given, instance.own, instance.state)
            note(where, "is still there after it was destroyed")
        except Gone:
            pass
        except Failed as failed:
            note(where, f"destroyed, read: {failed}")
    return touched


def destroyed(where, live, first):
    """All that was made goes, in the other order, the resource of the case before what it needs."""
    for address in sorted(reversed(list(live)), key=lambda each: each != first):
        instance = live[address]
        try:
            instance.kind.delete(instance.given, instance.state, instance.own)
        except (Failed, AssertionError) as failed:
            note(where, f"destroying {address}: {failed}")


def consult(kind, name, said):
    where, live = f"{kind.name} {name}", {}
    try:
        for other in said.get("needs", []):
            ensured(other, live)
        given = filled(said["with"], live)
        made.append(where)
        if unknown := kind.schema.unknown(given):
            note(where, f"the configuration says what the data source does not have: {unknown}")
        state = kind.read(given, None, {})
        for attribute, value in filled(said["tells"], live).items():
            found = state.get(attribute)
            if not (re.search(value[1:], str(found), re.S) if isinstance(value, str) and value.startswith("~") else found == value):
                note(where, f"{attribute} is {found!r}, not {value!r}")
    except Exception as failed:
        note(where, f"{type(failed).__name__}: {failed}")
    destroyed(where, live, None)


def refused(kind):
    """What the first case may not say besides, and what the data call refused."""
    said = {name for name, why in kind.data.get("untouched", {}).items() if why.startswith("refused")}
    if said != {name for change in kind.data.get("refuses", []) for name in change} & said:
        note(kind.name, "not all that is called refused is tried")
    for change in kind.data.get("refuses", []):
        given = {**next(iter(kind.data["cases"].values()))["with"], **change}
        try:
            kind.create(filled({name: each for name, each in given.items() if each is not None}, {}))
            note(kind.name, f"{sorted(change)} is not refused")
        except Failed as failed:
            if not failed.said.startswith("Foregate cannot do this yet: "):
                note(kind.name, f"{sorted(change)}: {failed}")


def chosen(kind):
    return not only or any(word in kind.name for word in only)


for kind in filter(chosen, resources.values()):
    if kind.data["is"] == "absent":
        for step in kind.data.get("refused", []):
            made.append(kind.name)
            try:
                wire.call(step["do"], filled(step["with"], {}))
                note(kind.name, f"{step['do']} was not refused")
            except Failed as failed:
                if not re.search(step["says"], f"{failed.code}: {failed.said}", re.S):
                    note(kind.name, f"refused with {failed.code}: {failed.said}")
        continue
    touched = set()
    for name, said in kind.data["cases"].items():
        touched |= play(kind, name, said)
    refused(kind)
    if untouched := kind.schema.changeable() - touched - set(kind.data.get("untouched", {})):
        note(kind.name, f"no case changes {sorted(untouched)}")
for kind in filter(chosen, sources.values()):
    if kind.data["is"] != "absent":
        for name, said in kind.data["cases"].items():
            consult(kind, name, said)

for fault in faults:
    print(fault)
print(f"{len(made)} cases, {changes} changes, {wire.count} calls, {len(faults)} faults")
