// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Tests.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

/// <summary>A client of Lambda, and the function that most tests begin with.</summary>
internal static class LambdaClient
{
    public const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:f";

    public const string Functions = "/2015-03-31/functions";

    public static SignedClient New() => new() { Service = "lambda" };

    /// <summary>What CreateFunction is sent, with members added or in place of others.</summary>
    public static string Request(string text = "one", params (string Name, JsonNode? Value)[] members)
    {
        var request = new JsonObject
        {
            ["FunctionName"] = "f",
            ["Runtime"] = "nodejs22.x",
            ["Handler"] = "index.handler",
            ["Role"] = "arn:aws:iam::123456789012:role/r",
            ["Code"] = Code(text),
        };
        foreach (var (name, value) in members)
        {
            request[name] = value;
        }

        return request.ToJsonString();
    }

    public static JsonNode Make(this SignedClient client, params (string Name, JsonNode? Value)[] members) => client.Call("POST", Functions, Request("one", members), 201);

    /// <summary>Asks for what is refused: the message.</summary>
    public static string Refuse(this SignedClient client, string method, string path, string body, int status, string query = "")
    {
        var error = client.Call(method, path, body, status, query);
        return (string)(error["message"] ?? error["Message"])!;
    }

    public static JsonObject Code(string text) => new() { ["ZipFile"] = Convert.ToBase64String(Zips.Of(text)) };
}
