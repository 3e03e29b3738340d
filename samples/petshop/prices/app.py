# SPDX-License-Identifier: Apache-2.0
import json
import os

PRICES = {"1": 249.99, "2": 124.99, "3": 0.99}


def handler(event, context):
    price = PRICES.get(event["pathParameters"]["petId"])
    if price is None:
        return {"statusCode": 404, "body": json.dumps({"message": "No such pet."})}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"price": price, "currency": os.environ["CURRENCY"]}),
    }
