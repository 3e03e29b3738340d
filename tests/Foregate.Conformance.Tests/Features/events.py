count = 0


def handler(event, context):
    global count
    count += 1
    return {"statusCode": 200, "body": f"{count} {event['stageVariables']['release']} {event['requestContext']['isCanaryRequest']}"}
