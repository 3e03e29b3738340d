# The shop as calls of API Gateway's own operations make it: an import, a deployment, and patches of the stage.
# Arguments: the endpoint, the document, the back end, the region. Prints the API's id.
import sys

import boto3

endpoint, document, backend, region = sys.argv[1:]
api = boto3.client("apigateway", endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")

api.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::000000000000:role/logs"}])
with open(document, "rb") as file:
    shop = api.import_rest_api(body=file.read(), parameters={"endpointConfigurationTypes": "REGIONAL"})["id"]
link = api.create_vpc_link(name="inner", targetArns=["arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/inner/1"])["id"]
certificate = api.generate_client_certificate(description="for back ends")["clientCertificateId"]
api.create_documentation_part(restApiId=shop, location={"type": "METHOD", "path": "/pets", "method": "POST"}, properties='{"description": "Takes a pet in"}')
api.create_documentation_version(restApiId=shop, documentationVersion="1")
api.create_deployment(
    restApiId=shop, stageName="prod", variables={"backend": backend, "link": link, "release": "old"}, cacheClusterEnabled=True, cacheClusterSize="0.5", tracingEnabled=True)
api.create_deployment(
    restApiId=shop, stageName="prod", canarySettings={"percentTraffic": 100, "stageVariableOverrides": {"release": "new"}, "useStageCache": True})


def replace(path, value):
    return {"op": "replace", "path": path, "value": value}


api.update_stage(restApiId=shop, stageName="prod", patchOperations=[
    replace("/clientCertificateId", certificate),
    replace("/documentationVersion", "1"),
    replace("/accessLogSettings/destinationArn", "arn:aws:logs:us-east-1:000000000000:log-group:shop"),
    replace("/accessLogSettings/format", "$context.requestId canary=$context.isCanaryRequest status=$context.status"),
    replace("/*/*/logging/loglevel", "INFO"),
    replace("/*/*/metrics/enabled", "true"),
    replace("/*/*/throttling/rateLimit", "1000"),
    replace("/*/*/throttling/burstLimit", "500"),
    replace("/~1pets~1{id}/GET/caching/enabled", "true"),
    replace("/~1pets~1{id}/GET/caching/ttlInSeconds", "3600"),
    replace("/~1hash/POST/throttling/rateLimit", "0.001"),
    replace("/~1hash/POST/throttling/burstLimit", "1"),
])
plan = api.create_usage_plan(
    name="shop",
    quota={"limit": 4, "period": "MONTH"},
    throttle={"rateLimit": 1000, "burstLimit": 500},
    apiStages=[{"apiId": shop, "stage": "prod", "throttle": {"/pets/{id}/GET": {"rateLimit": 0.001, "burstLimit": 3}}}])["id"]
key = api.create_api_key(name="ann", enabled=True, value="ann-0123456789-0123456789")["id"]
api.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")
print(shop)
