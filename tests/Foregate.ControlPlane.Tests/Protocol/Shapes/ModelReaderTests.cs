// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.ControlPlane.Protocol.Generated;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.OperationTables;

namespace Foregate.ControlPlane.Tests.Protocol.Shapes;

public sealed class ModelReaderTests
{
    [Fact]
    public void Every_operation_of_both_interfaces_is_there()
    {
        Assert.Equal(124, ServiceModels.ApiGateway.Operations.Count);
        Assert.Equal(103, ServiceModels.ApiGatewayV2.Operations.Count);
        var operation = ServiceModels.ApiGateway.Find("UpdateMethodResponse")!;
        Assert.Equal(("PATCH", 201), (operation.Method, operation.StatusCode));
        Assert.Equal("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", operation.UriTemplate);
        Assert.Null(ServiceModels.ApiGateway.Find("DeleteRestApi")!.Output);
        Assert.Null(ServiceModels.ApiGateway.Find("Nothing"));
    }

    [Fact]
    public void Members_say_where_they_stand_and_what_they_may_be()
    {
        var input = ServiceModels.ApiGateway.Find("GetExport")!.Input!;
        var label = Assert.Single(input.Members, static member => member.Name == "restApiId");
        Assert.Equal(("restapi_id", MemberLocation.Uri, true), (label.WireName, label.Location, label.IsRequired));
        Assert.False(input.HasBodyMembers);
        Assert.Equal("item", ServiceModels.ApiGateway.Find("GetRestApis")!.Output!.Members.Single(static member => member.Name == "items").WireName);
        Assert.Equal("body", ServiceModels.ApiGateway.Find("ImportRestApi")!.Input!.Payload!.Name);
        Assert.Equal(TimestampFormat.Iso8601, ServiceModels.ApiGatewayV2.Shapes["Api"].Members.Single(static member => member.Name == "CreatedDate").TimestampFormat);
        Assert.Equal(["YAML", "JSON"], ServiceModels.ApiGatewayV2.Find("ExportApi")!.Input!.Members.Single(static member => member.Name == "OutputType").Values);
        var priority = ServiceModels.ApiGatewayV2.Shapes["RoutingRulePriority"];
        Assert.Equal((1, 1_000_000), (priority.Minimum, priority.Maximum));
        Assert.Equal(@"[1-5]\d\d", ServiceModels.ApiGateway.Shapes["StatusCode"].Pattern);
    }

    [Fact]
    public void Closed_sets_are_listed_in_the_order_of_recorded_answers()
    {
        Assert.Equal(["PRIVATE", "EDGE", "REGIONAL"], ServiceModels.ApiGateway.Shapes["EndpointType"].Values);
        Assert.Equal(["add", "remove", "move", "test", "replace", "copy"], ServiceModels.ApiGateway.Shapes["Op"].Values);
        Assert.Equal(
            ["RESPONSE_BODY", "RESPONSE", "METHOD", "MODEL", "AUTHORIZER", "RESPONSE_HEADER", "RESOURCE", "PATH_PARAMETER", "REQUEST_BODY", "QUERY_PARAMETER", "API", "REQUEST_HEADER"],
            ServiceModels.ApiGateway.Shapes["DocumentationPartType"].Values);
    }

    [Fact]
    public void What_is_committed_is_what_the_generator_writes()
    {
        var models = SharedFolder.Find("models");
        Assert.SkipWhen(models is null, "shared/models does not lie beside the checkout.");
        foreach (var (source, committed) in ModelSource.All.Zip((string[])[Encoding.UTF8.GetString(ApiGatewayModel.Text), Encoding.UTF8.GetString(ApiGatewayV2Model.Text)]))
        {
            using var model = JsonDocument.Parse(File.ReadAllBytes(source.File(models)));
            Assert.Equal(ModelText.Of(model.RootElement).TrimEnd(), committed);
        }
    }
}
