// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

public sealed class DriftHandlersTests : IDisposable
{
    private const string Template = """
        Resources:
          Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: friends, Enabled: true, Value: at-least-twenty-characters } }
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } }
          Pets: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets } }
        """;

    private readonly StackClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tells_what_a_call_has_changed_of_a_stack()
    {
        _client.Create(Template);
        Assert.Equal(("IN_SYNC", "0"), Detection());
        var resource = _client.Account.Stacks["pets"].Resources["Pets"].PhysicalId;
        _client.Signed.Answer(_client.Signed.Signed(
            "PATCH", $"/restapis/{_client.Account.RestApis.Keys.Single()}/resources/{resource}", """{"patchOperations":[{"op":"replace","path":"/pathPart","value":"dogs"}]}""", service: "apigateway"));
        Assert.Equal(("DRIFTED", "1"), Detection());
        var drift = _client.Ask("DetectStackResourceDrift", ("StackName", "pets"), ("LogicalResourceId", "Pets")).Element("StackResourceDrift")!;
        Assert.Equal("MODIFIED", drift.Element("StackResourceDriftStatus")!.Value);
        Assert.Contains(drift.Descendants("PropertyDifferences").Elements(), static item => (item.Element("PropertyPath")!.Value, item.Element("ExpectedValue")!.Value, item.Element("ActualValue")!.Value) == ("/pathPart", "\"pets\"", "\"dogs\""));
        Assert.Equal(["Pets"], _client.All("DescribeStackResourceDrifts", "LogicalResourceId", ("StackName", "pets"), ("StackResourceDriftStatusFilters.member.1", "MODIFIED")));
    }

    [Fact]
    public void Tells_what_is_gone()
    {
        _client.Create(Template);
        var resource = _client.Account.Stacks["pets"].Resources["Pets"].PhysicalId;
        _client.Signed.Answer(_client.Signed.Signed("DELETE", $"/restapis/{_client.Account.RestApis.Keys.Single()}/resources/{resource}", "", service: "apigateway"));
        Assert.Equal(["DELETED"], _client.All("DetectStackResourceDrift", "StackResourceDriftStatus", ("StackName", "pets"), ("LogicalResourceId", "Pets")));
        Assert.Equal("Stack with id nobody does not exist", _client.Refused("DetectStackDrift", ("StackName", "nobody")).Message);
    }

    private (string Status, string Count) Detection()
    {
        var id = _client.Ask("DetectStackDrift", ("StackName", "pets")).Element("StackDriftDetectionId")!.Value;
        var told = _client.Ask("DescribeStackDriftDetectionStatus", ("StackDriftDetectionId", id));
        return (told.Element("StackDriftStatus")!.Value, told.Element("DriftedStackResourceCount")!.Value);
    }
}
