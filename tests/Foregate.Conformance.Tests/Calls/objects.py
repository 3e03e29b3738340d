# SPDX-License-Identifier: Apache-2.0
"""Puts, gets, lists, copies and deletes objects by boto3, and says what is not as it should be.

usage: objects.py MANAGEMENT
"""
import io
import os
import sys
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
faults = []


def check(name, given, wanted):
    if given != wanted:
        faults.append(f"{name}: {given!r} in place of {wanted!r}")


def code(call, **given):
    try:
        call(**given)
        return "none"
    except ClientError as error:
        return error.response["Error"]["Code"]


for style, algorithm in [("path", "CRC32"), ("path", "CRC32C"), ("path", "CRC64NVME"), ("path", "SHA256"), ("path", "SHA1")]:
    s3 = boto3.client("s3", endpoint_url=endpoint, config=Config(signature_version="s3v4", s3={"addressing_style": style}, retries={"total_max_attempts": 1}))
    bucket = f"from-boto3-{algorithm.lower()}"
    s3.create_bucket(Bucket=bucket)
    if algorithm in ("SHA256", "SHA1", "CRC32"):
        s3.put_object(Bucket=bucket, Key="a/b c+\u00fc%20", Body=b"hello", ContentType="text/plain", Metadata={"who": "me"}, ChecksumAlgorithm=algorithm)
    else:
        s3.put_object(Bucket=bucket, Key="a/b c+\u00fc%20", Body=b"hello", ContentType="text/plain", Metadata={"who": "me"})
    got = s3.get_object(Bucket=bucket, Key="a/b c+\u00fc%20", ChecksumMode="ENABLED")
    check("get", (got["Body"].read(), got["ContentType"], got["Metadata"]), (b"hello", "text/plain", {"who": "me"}))
    check("range", s3.get_object(Bucket=bucket, Key="a/b c+\u00fc%20", Range="bytes=1-2")["Body"].read(), b"el")
    check("no key", code(s3.get_object, Bucket=bucket, Key="none"), "NoSuchKey")
    check("no object", code(s3.head_object, Bucket=bucket, Key="none"), "404")
    check("condition", code(s3.put_object, Bucket=bucket, Key="a/b c+\u00fc%20", Body=b"x", IfNoneMatch="*"), "PreconditionFailed")
    whole = os.urandom(30 << 20)
    s3.upload_fileobj(io.BytesIO(whole), bucket, "whole")
    back = io.BytesIO()
    s3.download_fileobj(bucket, "whole", back)
    check("30 MB", back.getvalue() == whole, True)
    s3.copy({"Bucket": bucket, "Key": "whole"}, bucket, "copy")
    check("copy", s3.head_object(Bucket=bucket, Key="copy")["ContentLength"], len(whole))
    check("list", [item["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1}) for item in page["Contents"]], ["a/b c+\u00fc%20", "copy", "whole"])
    check("folders", [item["Prefix"] for item in s3.list_objects_v2(Bucket=bucket, Delimiter="/")["CommonPrefixes"]], ["a/"])
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a/b c+\u00fc%20"}, ExpiresIn=60)
    check("presigned get", urllib.request.urlopen(url).read(), b"hello")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "by-url"}, ExpiresIn=60)
    check("presigned put", urllib.request.urlopen(urllib.request.Request(url, data=b"there", method="PUT", headers={"Content-Type": ""})).status, 200)
    check("by url", s3.get_object(Bucket=bucket, Key="by-url")["Body"].read(), b"there")
    check("not empty", code(s3.delete_bucket, Bucket=bucket), "BucketNotEmpty")
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in ("a/b c+\u00fc%20", "copy", "whole", "by-url")]})
    s3.delete_bucket(Bucket=bucket)
    check("no bucket", code(s3.list_objects_v2, Bucket=bucket), "NoSuchBucket")

s3 = boto3.client("s3", endpoint_url=endpoint, config=Config(s3={"addressing_style": "path"}))
s3.create_bucket(Bucket="versions")
s3.put_bucket_versioning(Bucket="versions", VersioningConfiguration={"Status": "Enabled"})
first = s3.put_object(Bucket="versions", Key="k", Body=b"1")["VersionId"]
s3.put_object(Bucket="versions", Key="k", Body=b"2")
s3.delete_object(Bucket="versions", Key="k")
check("version", s3.get_object(Bucket="versions", Key="k", VersionId=first)["Body"].read(), b"1")
said = s3.list_object_versions(Bucket="versions")
check("versions", (len(said["Versions"]), len(said["DeleteMarkers"])), (2, 1))
for item in said["Versions"] + said["DeleteMarkers"]:
    s3.delete_object(Bucket="versions", Key="k", VersionId=item["VersionId"])
s3.delete_bucket(Bucket="versions")

lent = boto3.client("sts", endpoint_url=endpoint).assume_role(RoleArn="arn:aws:iam::000000000000:role/deploy", RoleSessionName="me")["Credentials"]
by_role = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id=lent["AccessKeyId"], aws_secret_access_key=lent["SecretAccessKey"], aws_session_token=lent["SessionToken"], config=Config(s3={"addressing_style": "path"}))
by_role.put_object(Bucket="cdk-hnb659fds-assets-000000000000-us-east-1", Key="k", Body=b"asset")
check("by role", by_role.get_object(Bucket="cdk-hnb659fds-assets-000000000000-us-east-1", Key="k")["Body"].read(), b"asset")
by_role.delete_object(Bucket="cdk-hnb659fds-assets-000000000000-us-east-1", Key="k")

for fault in faults:
    print(fault)
print(f"{len(faults)} faults")
