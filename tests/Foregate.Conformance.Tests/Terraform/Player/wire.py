# SPDX-License-Identifier: Apache-2.0
"""The calls themselves, by boto3."""
import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

TOKENS = (("position", "position"), ("NextToken", "NextToken"), ("NextMarker", "Marker"), ("Marker", "Marker"))


class Failed(Exception):
    def __init__(self, operation, error):
        said = error.response
        self.code = said["Error"]["Code"]
        self.said = said["Error"].get("Message", "")
        super().__init__(f"{operation}: {said['ResponseMetadata']['HTTPStatusCode']} {self.code}: {self.said}")


class Wire:
    def __init__(self, endpoint):
        self.endpoint, self.clients, self.count = endpoint, {}, 0
        self.config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=60, s3={"addressing_style": "path"})

    def call(self, operation, members):
        service, name = operation.split(".")
        if service not in self.clients:
            self.clients[service] = boto3.client(service, endpoint_url=self.endpoint, config=self.config)
        self.count += 1
        try:
            answer = getattr(self.clients[service], botocore.xform_name(name))(**members)
        except ClientError as error:
            raise Failed(operation, error) from None
        except (AttributeError, TypeError, ValueError) as error:
            raise AssertionError(f"{operation} cannot be sent with {members}: {error}") from error
        answer.pop("ResponseMetadata", None)
        return {name: each.read() if hasattr(each, "read") else each for name, each in answer.items()}

    def pages(self, operation, members, items):
        """All items of a list, page by page."""
        found, members = [], dict(members)
        while True:
            answer = self.call(operation, members)
            found += answer.get(items) or []
            token = next(((into, answer[of]) for of, into in TOKENS if answer.get(of)), None)
            if token is None or answer.get("IsTruncated") is False:
                return found
            members[token[0]] = token[1]
