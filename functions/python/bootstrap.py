# SPDX-License-Identifier: Apache-2.0
"""Runs a Python function: asks the Runtime API for events, gives each to the handler, and says what it returned."""
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = "/2018-06-01/runtime/"
connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"], timeout=None)


def call(method, path, body=None, headers=None):
    connection.request(method, API + path, body, headers or {})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def post(path, text, headers=None):
    return call("POST", path, text.encode("utf-8"), {"Content-Type": "application/json", **(headers or {})})


def report(path, error_type, message, trace):
    print("[ERROR] %s: %s" % (error_type, message), *trace, sep="\n", file=sys.stderr, flush=True)
    body = json.dumps({"errorMessage": message, "errorType": error_type, "stackTrace": trace})
    kind = "".join(c for c in error_type if " " < c < "\x7f")
    return post(path, body, {"Lambda-Runtime-Function-Error-Type": kind})


def trace_of(error):
    # Without the frames of this file.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__ and "importlib" not in f.filename]
    return traceback.format_list(frames)


class CognitoIdentity:
    def __init__(self, said):
        self.cognito_identity_id = said.get("cognitoIdentityId")
        self.cognito_identity_pool_id = said.get("cognitoIdentityPoolId")


class Client:
    NAMES = {"installation_id": "installation_id", "app_title": "app_title", "app_version_name": "app_version_name",
             "app_version_code": "app_version_code", "app_package_name": "app_package_name"}

    def __init__(self, said):
        for name in self.NAMES:
            setattr(self, name, said.get(name))


class ClientContext:
    def __init__(self, said):
        self.custom = said.get("custom")
        self.env = said.get("env")
        self.client = Client(said.get("client") or {})


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        client = headers.get("Lambda-Runtime-Client-Context")
        identity = headers.get("Lambda-Runtime-Cognito-Identity")
        self.client_context = ClientContext(json.loads(client)) if client else None
        self.identity = CognitoIdentity(json.loads(identity) if identity else {})
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))
        sys.stdout.flush()


def find_handler():
    said = os.environ["_HANDLER"]
    module, _, name = said.rpartition(".")
    if not module:
        return None, ("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % said, [])
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    module = module.replace("/", ".")
    try:
        loaded = importlib.import_module(module)
    except ImportError as error:
        return None, ("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module, error), trace_of(error))
    except SyntaxError as error:
        return None, ("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module, error),
                      ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)])
    except Exception as error:
        return None, (type(error).__name__, str(error), trace_of(error))
    if not hasattr(loaded, name):
        return None, ("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (name, module), [])
    return getattr(loaded, name), None


def main():
    # What lies beside this file is not the function's.
    sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]
    handler, problem = find_handler()
    if problem:
        report("init/error", *problem)
        sys.exit(1)
    while True:
        status, headers, body = call("GET", "invocation/next")
        if status != 200:
            sys.exit(1)
        context = Context(headers)
        path = "invocation/%s/" % context.aws_request_id
        trace = headers.get("Lambda-Runtime-Trace-Id")
        if trace:
            os.environ["_X_AMZN_TRACE_ID"] = trace
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        try:
            value = handler(json.loads(body), context)
        except Exception as error:
            report(path + "error", type(error).__name__, str(error), trace_of(error))
            continue
        try:
            answer = json.dumps(value, ensure_ascii=False)
            answer.encode("utf-8")
        except Exception as error:
            report(path + "error", "Runtime.MarshalError", "Unable to marshal response: %s" % error, [])
            continue
        sys.stdout.flush()
        status, _, said = post(path + "response", answer)
        if status == 413:
            print(said.decode("utf-8"), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
