# SPDX-License-Identifier: Apache-2.0
"""A resource type, as its data say that the provider speaks of it: create, read, update, delete, import."""
import json

from schema import Schema
from updates import patches, members
from wire import Failed
from words import KEPT, OMIT, Scope, interpolated, reached, sent, told


class Gone(Exception):
    """The service does not have the resource."""


class ResourceType:
    def __init__(self, data, wire, outer):
        self.data, self.wire, self.outer = data, wire, outer
        self.name = data["resource"]
        self.schema = Schema(data["schema"], "tags" in data)

    def scope(self, values, own):
        return Scope(values, self.schema.attributes, own, self.outer)

    def create(self, given):
        scope, known = self.scope(self.schema.complete(given), None), {}
        for step in self.data["create"]:
            answer = self.run(step, scope, changed=set(self.schema.attributes))
            for name, path in step.get("keep", {}).items():
                (self.outer if name.startswith("@") else known)[name] = scope.values[name] = reached(answer, path)
            if "id" in step:
                scope.own = told(step["id"], answer, scope) if step["id"].startswith(".") else told("=" + step["id"], answer, scope)
        return self.read(given, scope.own, known), scope.own

    def read(self, given, own, before):
        """The state, as a refresh makes it: what answers tell, and of the rest what was in the state."""
        scope, answer = self.scope({**self.schema.complete(given), **before}, own), {}
        state = {}
        for step in self.data["read"]:
            try:
                answer = self.run(step, scope)
            except Failed as failed:
                if failed.code in step.get("gone", []):
                    raise Gone from None
                if failed.code in step.get("ignored", []):
                    continue
                raise
            if answer is not None and "wants" in step:
                # The resource is a part of the answer, by its key.
                of, key = step["wants"]
                answer = (answer.get(of) or {}).get(interpolated(key, scope))
            if answer is None or "wants-not-empty" in step and not reached(answer, step["wants-not-empty"]):
                raise Gone
            for name, template in step.get("set", {}).items():
                value = told(template, answer, scope)
                if value is not KEPT:
                    state[name] = value
            for name, path in step.get("keep", {}).items():
                scope.values[name] = reached(answer, path)
        if "tags" in self.data and "tags" not in state:
            state["tags"] = told(self.data["tags"].get("told", ".tags"), answer, scope) or {}
        for name, attribute in self.schema.attributes.items():
            if name not in state:
                state[name] = before.get(name) if name in before else attribute.wanted(given.get(name))
        return state

    def update(self, given, state, own):
        old, new = self.scope(state, own), self.scope({**{name: None for name in state}, **self.schema.complete(given)}, own)
        for name, attribute in self.schema.attributes.items():
            # What is not configured and the service decides stays as it is.
            if attribute.output or attribute.computed and given.get(name) is None:
                new.values[name] = state.get(name)
        changed = set(self.schema.differences(given, state))
        if "tags" in changed:
            self.retag(state.get("tags") or {}, given.get("tags") or {}, new)
        for step in self.data.get("update", []):
            watched = set(step["when"]) if "when" in step else set(self.schema.attributes) - {"tags"}
            if watched & changed or step.get("always"):
                answer = self.run(step, new, changed, old)
                self.outer.update({name: reached(answer, path) for name, path in step.get("keep", {}).items()})
        if "id-after-update" in self.data:
            own = told("=" + self.data["id-after-update"], {}, new)
        return self.read(given, own, {name: each for name, each in state.items() if self.schema[name].output or given.get(name) is None and self.schema[name].computed}), own

    def retag(self, old, new, scope):
        said = self.data["tags"]
        where = sent(said["on"], scope)
        if removed := sorted(old.keys() - new.keys()):
            self.wire.call(said["untag"]["do"], {**where, said["untag"]["keys"]: removed})
        if set_ := {name: each for name, each in new.items() if old.get(name) != each}:
            as_pairs = said["tag"].get("pairs")
            self.wire.call(said["tag"]["do"], {**where, said["tag"]["tags"]: [{"Key": name, "Value": each} for name, each in sorted(set_.items())] if as_pairs else set_})

    def delete(self, given, state, own):
        scope = self.scope({**self.schema.complete(given), **state}, own)
        for step in self.data["delete"]:
            try:
                self.run(step, scope, old=scope)
            except Failed as failed:
                if failed.code not in step.get("gone", []):
                    raise

    def imported(self, state, own):
        """The state that comes of nothing but what an import's id says."""
        names = self.data.get("import", {}).get("sets", [])
        return self.read({}, own, {name: state[name] for name in names})

    def run(self, step, scope, changed=frozenset(), old=None):
        if "if" in step and not all(self.holds(condition, scope) for condition in step["if"]):
            return {}
        given = {**sent(step.get("with", {}), scope), **sent(step.get("with-old", {}), old or scope)}
        if "each" in step:
            # One call for each entry that went from a set of blocks, or for each name of a set.
            for one in self.entries(step, scope, old):
                try:
                    self.wire.call(step["do"], {**given, **sent(step["give"], one)})
                except Failed as failed:
                    if failed.code not in step.get("gone", []):
                        raise
            return {}
        if "patch" in step:
            operations = patches(step["patch"], scope, old or self.scope({}, scope.own), changed)
            if not operations and not step.get("always"):
                return {}
            given["patchOperations"] = operations
        if "reconcile" in step:
            # What the configuration says and the document that was put has otherwise.
            operations = []
            for name, rule in step["reconcile"].items():
                path, member = rule.split(" ")
                if scope.find(name) and scope.find(name) != reached(self.answer, member):
                    operations.append({"op": "replace", "path": path, "value": scope.find(name)})
            if not operations:
                return {}
            given["patchOperations"] = operations
        if "changed" in step:
            given.update({name: each for name, each in members(step["changed"], scope, old, changed).items() if each is not OMIT})
        if "until" in step:
            return self.awaited(step, given)
        if "find" in step:
            wanted = sent(step["find"]["where"], scope)
            found = [item for item in self.wire.pages(step["do"], given, step["find"]["in"]) if all(reached(item, path) == value for path, value in wanted.items())]
            if len(found) > 1:
                raise AssertionError(f"{step['do']}: {len(found)} are {wanted}")
            return found[0] if found else None
        if "parse" in step:
            # A document within the answer, and in it the one of a list that is meant.
            inside = json.loads(reached(self.wire.call(step["do"], given), step["parse"]))
            return next((item for item in inside[step["list"]] if all(reached(item, path) == value for path, value in sent(step["where"], scope).items())), None)
        if "then" in step:
            # One more call for each item of a list.
            then, answers = step["then"], []
            for item in self.wire.pages(step["do"], given, step["all"]):
                if "unless" not in then or not reached(item, then["unless"]):
                    answers.append(self.wire.call(then["do"], {**sent(then["with"], scope), **{name: reached(item, path) for name, path in then["give"].items()}}))
            return {"all": answers}
        if "all" in step:
            return {"all": self.wire.pages(step["do"], given, step["all"])}
        self.answer = self.wire.call(step["do"], given)
        return self.answer

    @staticmethod
    def holds(condition, scope):
        """name: it is said; !name: it is not; name>=0: a number that is no less."""
        if ">=" in condition:
            one, other = (int(each) if each.lstrip("-").isdigit() else scope.find(each) if scope.find(each) is not None else -1 for each in condition.split(">="))
            return one >= other
        return bool(scope.find(condition.lstrip("!"))) != condition.startswith("!")

    def entries(self, step, scope, old):
        attribute = self.schema[step["each"]]
        was, wished = old.values.get(step["each"]) or [] if old else [], scope.values.get(step["each"]) or []
        which = step.get("which", "all")
        if attribute.inner is None:
            left = [each for each in was if each not in wished] if which == "gone" else [each for each in wished if each not in was] if which == "new" else wished
            return [Scope({"each": each}, {}, scope.own, scope.outer) for each in left]
        left = [each for each in was if not any(attribute.block_agrees(other, each) for other in wished)] if which == "gone" \
            else [each for each in wished if not any(attribute.block_agrees(each, other) for other in was)] if which == "new" else wished
        return [Scope(each, attribute.inner, scope.own, scope.outer) for each in left]

    def awaited(self, step, given):
        """A waiter: the states on the way are known, and the wanted one comes at once or soon."""
        (path, wanted), = step["until"].items()
        for _ in range(20):
            try:
                answer = self.wire.call(step["do"], given)
            except Failed as failed:
                if wanted == "gone" and failed.code in step["gone"]:
                    return {}
                raise
            status = reached(answer, path)
            if status == wanted:
                return answer
            if status not in step.get("pending", []):
                raise AssertionError(f"{step['do']}: {path} is {status!r}, which the waiter for {wanted} does not know")
        raise AssertionError(f"{step['do']}: {path} does not become {wanted}")
