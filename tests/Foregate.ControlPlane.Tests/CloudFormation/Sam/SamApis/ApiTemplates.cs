// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

/// <summary>Small templates with one API and one function, and what becomes of them.</summary>
internal static class ApiTemplates
{
    public const string Function =
        """
          F:
            Type: AWS::Serverless::Function
            Properties:
              InlineCode: x
              Handler: index.handler
              Runtime: nodejs20.x

        """;

    /// <summary>A REST API <c>A</c> and a function <c>F</c> with an event <c>E</c> of it; lines of YAML are added to the properties of each.</summary>
    public static string Rest(string api = "", string trigger = "", string path = "/users/{id}", string method = "get") =>
        $"Resources:\n  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: Prod\n{Indented(api, 6)}{Function}"
        + $"      Events:\n        E:\n          Type: Api\n          Properties:\n            RestApiId: !Ref A\n            Path: {path}\n            Method: {method}\n{Indented(trigger, 12)}";

    /// <summary>The same with an HTTP API.</summary>
    public static string Http(string api = "", string trigger = "", string path = "/users/{id}", string method = "get") =>
        $"Resources:\n  A:\n    Type: AWS::Serverless::HttpApi\n    Properties:\n      StageName: Prod\n{Indented(api, 6)}{Function}"
        + $"      Events:\n        E:\n          Type: HttpApi\n          Properties:\n            ApiId: !Ref A\n            Path: {path}\n            Method: {method}\n{Indented(trigger, 12)}";

    /// <summary>A WebSocket API <c>A</c> with one route.</summary>
    public static string WebSocket(string api = "", string key = "$connect", string route = "") =>
        $"Resources:\n  A:\n    Type: AWS::Serverless::WebSocketApi\n    Properties:\n      RouteSelectionExpression: $request.body.action\n{Indented(api, 6)}"
        + $"      Routes:\n        {key}:\n          FunctionArn: !GetAtt F.Arn\n{Indented(route, 10)}{Function}";

    /// <summary>The transformed template.</summary>
    public static JsonNode Transformed(string template)
    {
        var (document, faults) = PublishedTransforms.Run(template);
        Assert.Empty(faults);
        var budget = DocumentJson.Limit;
        return DocumentJson.Of(document!, ref budget)!;
    }

    /// <summary>The resources of the transformed template.</summary>
    public static JsonObject Resources(string template) => Transformed(template)["Resources"]!.AsObject();

    /// <summary>The properties of one resource of the transformed template.</summary>
    public static JsonNode Properties(string template, string logicalId = "A") => Resources(template)[logicalId]!["Properties"]!;

    /// <summary>The only fault of a template.</summary>
    public static Fault Fault(string template) => Assert.Single(PublishedTransforms.Run(template).Faults);

    /// <summary>Whether two values say the same, as JSON.</summary>
    public static void Same(string expected, JsonNode? actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected: {expected}\nActual:   {actual?.ToJsonString()}");

    private static string Indented(string lines, int by) =>
        lines.Length == 0 ? "" : string.Concat(lines.TrimEnd('\n').Split('\n').Select(line => $"{new string(' ', by)}{line}\n"));
}
