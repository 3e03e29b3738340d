// SPDX-License-Identifier: Apache-2.0
// A Lambda function without packages: an executable that asks the Lambda Runtime API for the next event, answers it, and asks again.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

var api = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")
    ?? throw new InvalidOperationException("This is a Lambda function: serve template.yaml with foregate.");
using var http = new HttpClient { BaseAddress = new Uri($"http://{api}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };

var plain = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
var pets = new SortedDictionary<string, JsonObject>
{
    ["1"] = new() { ["id"] = "1", ["type"] = "dog", ["name"] = "Rex" },
    ["2"] = new() { ["id"] = "2", ["type"] = "cat", ["name"] = "Minka" },
    ["3"] = new() { ["id"] = "3", ["type"] = "fish", ["name"] = "Blub" },
};

while (true)
{
    using var invocation = await http.GetAsync("invocation/next");
    var id = invocation.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    try
    {
        var request = JsonNode.Parse(await invocation.Content.ReadAsStringAsync())!;
        var (status, body) = Answer((string)request["httpMethod"]!, (string)request["resource"]!, (string?)request["pathParameters"]?["petId"]);
        var answer = new JsonObject
        {
            ["statusCode"] = status,
            ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
            ["body"] = body.ToJsonString(plain),
        };
        using var sent = await http.PostAsync($"invocation/{id}/response", new StringContent(answer.ToJsonString(plain)));
    }
    catch (Exception fault)
    {
        var error = new JsonObject { ["errorMessage"] = fault.Message, ["errorType"] = fault.GetType().Name };
        using var sent = await http.PostAsync($"invocation/{id}/error", new StringContent(error.ToJsonString(plain)));
    }
}

(int Status, JsonNode Body) Answer(string method, string resource, string? petId)
{
    if (resource == "/pets")
    {
        return (200, new JsonArray([.. pets.Values.Select(pet => pet.DeepClone())]));
    }

    if (petId is null || !pets.TryGetValue(petId, out var found))
    {
        return (404, new JsonObject { ["message"] = "No such pet." });
    }

    if (method == "POST")
    {
        // Each process has a shop of its own: a real one would keep its pets in a database.
        found["adopted"] = true;
        Console.WriteLine($"{found["name"]} was adopted.");
    }

    return (200, found.DeepClone());
}
