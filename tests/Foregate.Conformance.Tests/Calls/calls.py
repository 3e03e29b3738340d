# SPDX-License-Identifier: Apache-2.0
"""Makes the calls of the tables by boto3 or the AWS CLI and holds every answer against them, field by field.

usage: calls.py [--cli] MANAGEMENT INVOKE TABLE...

What a table says is in README.md. Prints a line for each answer that is not as it should be, and last how many calls were made.
"""
import contextlib
import datetime
import io
import json
import pathlib
import re
import sys
import time
import urllib.error
import urllib.request

import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

is_cli = sys.argv[1] == "--cli"
if is_cli:
    from awscli.clidriver import create_clidriver

    cli = create_clidriver()
else:
    import boto3

management, invoke, *tables = sys.argv[2 if is_cli else 1:]
config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=60)
clients, kept, faults, calls = {}, {"today": time.strftime("%Y-%m-%d", time.gmtime())}, [], 0


def client(name):
    if name not in clients:
        clients[name] = boto3.client(name, endpoint_url=management, config=config)
    return clients[name]


def filled(value):
    """With what was kept in the place of ${names}, and bytes where a table asks for them."""
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda name: str(kept[name[1]]), value)
    if isinstance(value, list):
        return [filled(item) for item in value]
    if isinstance(value, dict):
        if "@file" in value:
            return pathlib.Path(value["@file"]).read_bytes()
        if "@text" in value:
            return filled(value["@text"]).encode()
        return {filled(name): filled(item) for name, item in value.items()}
    return value


def plain(value):
    """An answer as JSON has it: times as texts, bytes as texts, without bodies that are empty."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        items = {name: plain(item) for name, item in value.items() if name != "ResponseMetadata"}
        return {name: item for name, item in items.items() if item != b""}
    if hasattr(value, "read"):
        value = value.read()
    return value.decode() if isinstance(value, bytes) and value else value


def differences(wanted, given, path=""):
    if isinstance(wanted, str):
        if wanted == "@any":
            return
        if wanted == "@time":
            now = given if isinstance(given, (int, float)) else datetime.datetime.fromisoformat(given.replace("Z", "+00:00")).timestamp()
            if abs(time.time() - now) > 600:
                yield f"{path}: {given} is not now"
            return
        if wanted.startswith("~"):
            if not isinstance(given, str) or not re.fullmatch(wanted[1:], given, re.S):
                yield f"{path}: {given!r} is not {wanted}"
            return
    if isinstance(wanted, dict) and isinstance(given, dict):
        for name in sorted(wanted.keys() | given.keys()):
            if name not in given:
                yield f"{path}.{name}: missing"
            elif name not in wanted:
                yield f"{path}.{name}: {given[name]!r} is too much"
            else:
                yield from differences(wanted[name], given[name], f"{path}.{name}")
    elif isinstance(wanted, list) and isinstance(given, list) and wanted[:1] == ["@unordered"] and len(wanted) == len(given) + 1:
        left = list(given)
        for one in wanted[1:]:
            same = next((other for other in left if not any(differences(one, other))), None)
            if same is None:
                yield f"{path}: {one!r} is not among {given!r}"
            else:
                left.remove(same)
    elif isinstance(wanted, list) and isinstance(given, list) and len(wanted) == len(given):
        for index, (one, other) in enumerate(zip(wanted, given)):
            yield from differences(one, other, f"{path}[{index}]")
    elif type(wanted) is not type(given) and not (isinstance(wanted, (int, float)) and isinstance(given, (int, float)) and not isinstance(wanted, bool) and not isinstance(given, bool)) or wanted != given:
        yield f"{path}: {given!r} in place of {wanted!r}"


class Skipped(Exception):
    """The client refuses to make the call."""


# Operations whose answer's body the CLI writes to a file, and what the model calls it.
BODIES = {"Invoke": "Payload", "GetExport": "body", "ExportApi": "body"}


def word(name, value):
    option = botocore.xform_name(name, "-")
    if isinstance(value, bool):
        return ["--" + option if value else "--no-" + option]
    return ["--" + option, value if isinstance(value, str) else json.dumps(value)]


def by_cli(service, operation, given):
    """One call of the AWS CLI, in this process: its answer, or its error."""
    words = [service, botocore.xform_name(operation, "-"), "--no-paginate", "--output", "json", "--endpoint-url", management]
    holders = {"Code": given["Code"]} if isinstance(given.get("Code"), dict) else {}
    for holder in [given, *holders.values()]:
        for name in [name for name, value in holder.items() if isinstance(value, bytes)]:
            pathlib.Path(name).write_bytes(holder.pop(name))
            words += ["--" + botocore.xform_name(name, "-"), f"fileb://{name}"]
    if given.get("Code") == {}:
        del given["Code"]
    if operation in BODIES:
        words += [each for name, value in given.items() for each in word(name, value)] + ["answer"]
    else:
        words += ["--cli-input-json", json.dumps(given)]
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            code = cli.main(words)
        except SystemExit as exit:
            code = exit.code
    if code == 0:
        answer = json.loads(out.getvalue() or "{}")
        if operation in BODIES and pathlib.Path("answer").stat().st_size > 0:
            answer[BODIES[operation]] = pathlib.Path("answer").read_text()
        return answer, None
    said = re.search(r"An error occurred \((\w+)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: (.*)", error.getvalue(), re.S)
    if not said:
        raise Skipped(error.getvalue().strip())
    return None, {"code": said[1], "message": said[2].strip()}


def call_by_cli(step):
    service, operation = step["do"].split(".")
    try:
        answer, error = by_cli(service, operation, filled(step.get("with", {})))
    except Skipped as skipped:
        if "fails" in step:
            return None, None
        raise skipped
    keep(step, answer)
    wanted = filled(step["fails"] if "fails" in step else step.get("gives", {}))
    # The CLI does not tell the status.
    return error or answer, {name: item for name, item in wanted.items() if name != "status"} if "fails" in step else wanted


def keep(step, answer):
    for name, path in step.get("keep", {}).items():
        found = answer
        for part in path.split("."):
            found = found[int(part)] if isinstance(found, list) else found[part]
        kept[name] = found


def call(step):
    if is_cli:
        return call_by_cli(step)
    service, operation = step["do"].split(".")
    try:
        answer = getattr(client(service), botocore.xform_name(operation))(**filled(step.get("with", {})))
    except ClientError as error:
        said = error.response
        given = {"code": said["Error"]["Code"], "status": said["ResponseMetadata"]["HTTPStatusCode"], "message": said["Error"]["Message"]}
        return given, filled(step.get("fails", {"code": "no error"}))
    given = plain(answer)
    keep(step, given)
    return given, filled(step["fails"] if "fails" in step else step.get("gives", {}))


def ask(step):
    body = filled(step["body"]).encode() if "body" in step else None
    request = urllib.request.Request(invoke + filled(step["ask"]), data=body, method=step.get("method", "GET"), headers=filled(step.get("headers", {})))
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            given = {"status": answer.status, "body": answer.read().decode()}
    except urllib.error.HTTPError as error:
        given = {"status": error.code, "body": error.read().decode()}
    return given, filled(step["gives"])


for table in tables:
    for number, step in enumerate(json.loads(pathlib.Path(table).read_text()), 1):
        name = f"{pathlib.Path(table).stem} {number} {step.get('do') or step['ask']}"
        try:
            given, wanted = call(step) if "do" in step else ask(step)
            calls += wanted is not None
            faults += [f"{name}{difference}" for difference in differences(wanted, given)]
        except Exception as error:
            faults.append(f"{name}: {type(error).__name__}: {error}")

for fault in faults:
    print(fault)
print(f"{calls} calls, {len(faults)} faults")
