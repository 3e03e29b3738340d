// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation.Drift;
using Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Drift;

public sealed class OwnedChangesTests : IDisposable
{
    private readonly StackClient _client = new();

    public OwnedChangesTests() => _client.Create("""
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } }
          Pets: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets } }
        """);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tells_which_stack_owns_what_was_changed()
    {
        var before = _client.Account;
        var (api, resource) = (before.RestApis.Keys.Single(), before.Stacks["pets"].Resources["Pets"].PhysicalId);
        Call("PATCH", $"/restapis/{api}/resources/{resource}", """{"patchOperations":[{"op":"replace","path":"/pathPart","value":"dogs"}]}""");
        Assert.Equal([$"UpdateResource changed AWS::ApiGateway::Resource {resource}, which the stack pets owns as Pets; its template says otherwise."], OwnedChanges.Between(before, _client.Account, "UpdateResource"));
        Call("DELETE", $"/restapis/{api}/resources/{resource}", "");
        Assert.Contains($"DeleteResource deleted AWS::ApiGateway::Resource {resource}, which", OwnedChanges.Between(before, _client.Account, "DeleteResource")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Says_nothing_of_what_no_stack_owns()
    {
        var before = _client.Account;
        Call("POST", "/restapis", """{"name":"other"}""");
        var with = _client.Account;
        Assert.Empty(OwnedChanges.Between(before, with, "CreateRestApi"));
        var other = with.RestApis.Values.Single(static api => api.Name == "other").Id;
        Call("PATCH", $"/restapis/{other}", """{"patchOperations":[{"op":"replace","path":"/name","value":"another"}]}""");
        Assert.Empty(OwnedChanges.Between(with, _client.Account, "UpdateRestApi"));
    }

    [Fact]
    public void Tells_of_what_the_served_document_made()
    {
        var api = _client.Account.RestApis.Keys.Single();
        var before = _client.Account with { Stacks = _client.Account.Stacks.Clear(), Document = new DocumentMark { RestApis = [api] } };
        var after = before with { RestApis = before.RestApis.SetItem(api, before.RestApis[api] with { Name = "dogs" }) };
        Assert.StartsWith($"UpdateRestApi changed {api}, which the served document owns", Assert.Single(OwnedChanges.Between(before, after, "UpdateRestApi")), StringComparison.Ordinal);
    }

    private void Call(string method, string path, string body) => Assert.InRange(_client.Signed.Answer(_client.Signed.Signed(method, path, body, service: "apigateway")).StatusCode, 200, 299);
}
