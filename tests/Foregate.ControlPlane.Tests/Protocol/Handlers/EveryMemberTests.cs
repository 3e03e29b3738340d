// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers;

/// <summary>Every member that the body of a call can have, said wrongly: AWS's answer, and nothing is stored.</summary>
public sealed class EveryMemberTests : IDisposable
{
    private readonly FullAccount _full = new();

    public static IEnumerable<TheoryDataRow<string>> WithBodies() => ServiceModels.ApiGateway.Operations
        .Where(static operation => operation.Input is { Payload: null, HasBodyMembers: true } && OperationHandlers.ApiGateway.ContainsKey(operation.Name))
        .Select(static operation => new TheoryDataRow<string>(operation.Name));

    public void Dispose() => _full.Dispose();

    [Theory]
    [MemberData(nameof(WithBodies))]
    public void A_value_of_another_kind_is_refused(string name)
    {
        var (operation, path, query, required) = Open(name);
        var before = _full.Client.Account;
        foreach (var member in Body(operation))
        {
            var said = (JsonObject)required.DeepClone();
            said[member.WireName] = member.Shape.Type switch
            {
                ShapeType.String or ShapeType.Integer or ShapeType.Long or ShapeType.Double or ShapeType.Float => new JsonArray(),
                ShapeType.Boolean => "x",
                ShapeType.List => "x",
                _ => new JsonArray(),
            };
            var (status, type, text) = Ask(operation, path, said, query);
            Assert.True((status, type) == (400, "SerializationException"), $"{name}.{member.WireName}: {status} {type} {text}");
        }

        Assert.Same(before, _full.Client.Account);
    }

    [Theory]
    [MemberData(nameof(WithBodies))]
    public void A_value_that_is_none_of_the_known_ones_is_refused(string name)
    {
        var (operation, path, query, required) = Open(name);
        var before = _full.Client.Account;
        foreach (var member in Body(operation).Where(static member => member.Values.Count > 0))
        {
            var said = (JsonObject)required.DeepClone();
            said[member.WireName] = "wrong";
            var (status, type, text) = Ask(operation, path, said, query);
            Assert.True((status, type) == (400, "ValidationException"), $"{name}.{member.WireName}: {status} {type} {text}");
            Assert.Contains("Value 'wrong' at '", text, StringComparison.Ordinal);
            Assert.Contains("Member must satisfy enum value set: [", text, StringComparison.Ordinal);
        }

        Assert.Same(before, _full.Client.Account);
    }

    [Theory]
    [MemberData(nameof(WithBodies))]
    public void A_text_of_any_length_and_letters_has_an_answer(string name)
    {
        var (operation, path, query, required) = Open(name);
        string[] texts = [new('x', 100_000), "", "\0", "\u202e\ud83d\ude00", "${stageVariables.", "../..", "{"];
        foreach (var member in Body(operation).Where(static member => member.Shape.Type == ShapeType.String))
        {
            foreach (var text in texts)
            {
                var said = (JsonObject)required.DeepClone();
                said[member.WireName] = text;
                var before = _full.Client.Account;
                var (status, _, answer) = Ask(operation, path, said, query);
                Assert.True(status is >= 200 and < 500, $"{name}.{member.WireName}: {status} {answer}");
                Assert.True(status < 300 || ReferenceEquals(before, _full.Client.Account), $"{name}.{member.WireName} changed something");
            }
        }
    }

    private static IEnumerable<Member> Body(OperationShape operation) => operation.Input!.Members.Where(static member => member.Location == MemberLocation.Body);

    private (OperationShape Operation, string Path, string Query, JsonObject Required) Open(string name)
    {
        var operation = ServiceModels.ApiGateway.Find(name)!;
        var (body, query) = FullAccount.Required(operation);
        return (operation, _full.PathOf(operation)!, query, (JsonObject)JsonNode.Parse(body)!);
    }

    private (int Status, string? Type, string Text) Ask(OperationShape operation, string path, JsonObject body, string query)
    {
        var answer = _full.Client.Send(operation.Method, path, body.ToJsonString(), query);
        return (answer.StatusCode, answer.Headers.FirstOrDefault(static header => header.Key == "x-amzn-ErrorType").Value, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
