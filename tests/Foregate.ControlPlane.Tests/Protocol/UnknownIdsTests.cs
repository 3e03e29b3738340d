// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Protocol;

/// <summary>Every operation of the second interface that names something: what is another account's is as unknown as what nobody has.</summary>
public sealed partial class UnknownIdsTests : IDisposable
{
    private readonly SignedClient _client = new();

    public static TheoryData<string> Named => new(
        ServiceModels.ApiGatewayV2.Operations
            .Where(static operation => operation.UriTemplate.Contains('{', StringComparison.Ordinal) && !operation.UriTemplate.Contains("{resource-arn}", StringComparison.Ordinal))
            .Where(static operation => CoveredHandler.Of(OperationHandlers.ApiGatewayV2.GetValueOrDefault(operation.Name)).Coverage != OperationCoverage.Absent)
            .Select(static operation => operation.Name));

    public void Dispose() => _client.Dispose();

    [Theory]
    [MemberData(nameof(Named))]
    public void What_is_of_another_account_is_unknown(string name)
    {
        var operation = ServiceModels.ApiGatewayV2.Find(name)!;
        var ids = FullHttpAccount.Make(_client, "AKIDOTHER");
        var body = operation.Method is "GET" or "DELETE" ? "" : (Minimal(operation.Input!) ?? new JsonObject()).ToJsonString();
        var others = Ask(operation, label => ids[label], body);
        var nobodys = Ask(operation, static label => label == "specification" ? "OAS30" : "nobody", body);
        Assert.True(others is { Status: 404, Type: "NotFoundException" }, others.ToString());
        Assert.True(nobodys is { Status: 404, Type: "NotFoundException" }, nobodys.ToString());
        Assert.Equal(nobodys.Message, ids.Values.Aggregate(others.Message, static (text, id) => text.Replace(id, "nobody", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void What_nobody_has_is_unknown_within_what_is_there(string name)
    {
        var operation = ServiceModels.ApiGatewayV2.Find(name)!;
        var last = Label().Matches(operation.UriTemplate)[^1].Groups[1].Value;
        var ids = FullHttpAccount.Make(_client, "AKID");
        var body = operation.Method is "GET" or "DELETE" ? "" : (Minimal(operation.Input!) ?? new JsonObject()).ToJsonString();
        if (last != "specification")
        {
            var answer = Ask(operation, label => label == last ? "nobody" : ids[label], body);
            Assert.True(answer is { Status: 404, Type: "NotFoundException" }, answer.ToString());
        }
    }

    private (int Status, string Type, string Message) Ask(OperationShape operation, Func<string, string> id, string body)
    {
        var path = Label().Replace(operation.UriTemplate, label => Uri.EscapeDataString(id(label.Groups[1].Value)));
        var answer = _client.Send(operation.Method, path, body, operation.Name == "ExportApi" ? "outputType=JSON" : "");
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        return (answer.StatusCode, answer.Headers.FirstOrDefault(static header => header.Key == "x-amzn-ErrorType").Value ?? text, (string?)JsonNode.Parse(text)?["message"] ?? text);
    }

    // What the model requires, and no more.
    private static JsonNode? Minimal(Shape shape)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure:
                var members = new JsonObject();
                foreach (var member in shape.Members.Where(static member => member.IsRequired && member.Location == MemberLocation.Body))
                {
                    members[member.WireName] = member.Shape.Type == ShapeType.String ? member.Values.Count > 0 ? member.Values[0] : "a" : Minimal(member.Shape);
                }

                return members;
            case ShapeType.List:
                return new JsonArray();
            case ShapeType.Map:
                return new JsonObject();
            case ShapeType.Integer or ShapeType.Long:
                return 1;
            default:
                return "a";
        }
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Label();
}
