// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi.Export;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class RestSettingsTests
{
    private const string Head = "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: {}\n";

    [Fact]
    public void The_endpoint_is_in_a_server_or_at_the_top()
    {
        foreach (var place in (string[])["x-amazon-apigateway-endpoint-configuration: ", "servers: [{ url: /, x-amazon-apigateway-endpoint-configuration: "])
        {
            var api = Calls.Rest(Head + place + "{ disableExecuteApiEndpoint: true, vpcEndpointIds: [vpce-1] }" + (place[0] == 's' ? "}]" : ""), target: new ImportTarget { EndpointTypes = [EndpointType.Private] });
            Assert.True(api.DisableExecuteApiEndpoint);
            Assert.Equal(("PRIVATE", "dualstack", "vpce-1"), (api.EndpointConfiguration.Types[0].ToString().ToUpperInvariant(), api.EndpointConfiguration.IpAddressType, api.EndpointConfiguration.VpcEndpointIds[0]));
        }
    }

    [Theory]
    [InlineData("x-amazon-apigateway-minimum-compression-size: -1", "Invalid minimum compression size, must be between 0 and 10485760")]
    [InlineData("x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [vpce-1] }", "VPCEndpoints can only be specified with PRIVATE apis.")]
    public void What_AWS_refuses_is_refused(string setting, string message) =>
        Assert.Equal($"Errors found during import:\n\t{message}", Calls.Import(Head + setting).Error!.Message);

    [Fact]
    public void A_policy_is_an_object_or_its_text()
    {
        Assert.Equal("""{"Statement":[]}""", Calls.Rest(Head + "x-amazon-apigateway-policy: { Statement: [] }").Policy);
        Assert.Equal("""{"Statement": []}""", Calls.Rest(Head + """x-amazon-apigateway-policy: '{"Statement": []}'""").Policy);
    }

    [Fact]
    public void A_new_API_has_the_documents_models_only() => Assert.Empty(Calls.Rest(Head).Models);
}
