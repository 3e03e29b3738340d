# SPDX-License-Identifier: Apache-2.0
"""What a configuration may say of a resource, and when a plan says that it differs from the state: as the provider's SDK decides it."""
import json

ZERO = {"string": "", "json": "", "policy": "", "int": 0, "float": 0.0, "bool": False, "list": [], "set": [], "map": {}}


class Attribute:
    """One attribute: its type, and what the plan does with it."""

    def __init__(self, said):
        self.inner = None
        words = said if isinstance(said, str) else said.get("is", "")
        if isinstance(said, dict):
            self.type = "set" if "set" in said else "list"
            self.inner = {name: Attribute(each) for name, each in said[self.type].items()}
        else:
            self.type, _, words = said.partition(" ")
        flags = words.split()
        self.required = "required" in flags
        self.computed = "computed" in flags
        self.output = "output" in flags  # only ever told, never configured
        self.new = "new" in flags  # another value is another resource
        self.kept = "kept" in flags  # in the configuration and the state, and nothing of the service's
        self.folded = "folded" in flags  # without regard to case
        self.default = next((json.loads(flag[8:]) for flag in flags if flag.startswith("default=")), None)
        self.same = [tuple(json.loads(flag[5:])) for flag in flags if flag.startswith("same=")]  # state and wish that are no difference

    def zero(self):
        return ZERO[self.type]

    def wanted(self, given):
        return self.default if given is None else given

    def differs(self, given, state):
        wanted = self.wanted(given)
        if self.output:
            return False
        if (state or self.zero(), wanted or self.zero()) in self.same:
            return False
        if wanted is None:
            return not self.computed and bool(state)
        if self.inner is not None:
            return not self.blocks_agree(wanted, state or [])
        return self.plain(wanted) != self.plain(self.zero() if state is None else state)

    def blocks_agree(self, wanted, state):
        if len(wanted) != len(state):
            return False
        if self.type == "list":
            return all(self.block_agrees(one, other) for one, other in zip(wanted, state))
        left = list(state)
        for one in wanted:
            same = next((other for other in left if self.block_agrees(one, other)), None)
            if same is None:
                return False
            left.remove(same)
        return True

    def block_agrees(self, wanted, state):
        return not any(attribute.differs(wanted.get(name), state.get(name)) for name, attribute in self.inner.items())

    def plain(self, value):
        if self.type in ("json", "policy") and value:
            return json.loads(value)
        if self.type == "set":
            return sorted((str(each).lower() if self.folded else each for each in value), key=str)
        if self.type == "map":
            return {name: str(each).lower() if isinstance(each, bool) else each for name, each in value.items()}
        return float(value) if self.type == "float" else value


class Schema:
    def __init__(self, said, tagged):
        self.attributes = {name: Attribute(each) for name, each in said.items()}
        if tagged:
            self.attributes["tags"] = Attribute("map")

    def __getitem__(self, name):
        return self.attributes[name]

    def complete(self, given):
        """The configuration with its defaults, as create and update find it."""
        def filled(attributes, values):
            result = dict(values)
            for name, attribute in attributes.items():
                value = attribute.wanted(values.get(name))
                if attribute.inner is not None and value:
                    value = [filled(attribute.inner, each) for each in value]
                result[name] = value
            return result
        return filled(self.attributes, given)

    def differences(self, given, state):
        return [name for name, attribute in self.attributes.items() if attribute.differs(given.get(name), state.get(name))]

    def unknown(self, given):
        return [name for name in given if name not in self.attributes or self.attributes[name].output]

    def changeable(self):
        return {name for name, attribute in self.attributes.items() if not attribute.output and not attribute.new and not attribute.kept}
