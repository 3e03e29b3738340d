// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
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
        var committed = new Dictionary<string, string>
        {
            ["ApiGatewayModel"] = Encoding.UTF8.GetString(ApiGatewayModel.Text),
            ["ApiGatewayV2Model"] = Encoding.UTF8.GetString(ApiGatewayV2Model.Text),
            ["LambdaModel"] = Encoding.UTF8.GetString(LambdaModel.Text),
            ["CloudFormationModel"] = Encoding.UTF8.GetString(CloudFormationModel.Text),
            ["SsmModel"] = Encoding.UTF8.GetString(SsmModel.Text),
            ["StsModel"] = Encoding.UTF8.GetString(StsModel.Text),
            ["IamModel"] = Encoding.UTF8.GetString(IamModel.Text),
        };
        Assert.Equal(ModelSource.All.Select(static source => source.ClassName), committed.Keys);
        foreach (var source in ModelSource.All)
        {
            using var model = source.Find([models]);
            if (model is not null)
            {
                Assert.Equal(ModelText.Of(model.RootElement, source.Operations).TrimEnd(), committed[source.ClassName]);
            }
        }
    }

    [Fact]
    public void A_part_of_a_model_has_what_its_operations_need_and_nothing_else()
    {
        using var model = JsonDocument.Parse("""
            {
              "operations": {
                "One": { "name": "One", "http": { "method": "GET", "requestUri": "/one" }, "input": { "shape": "In" }, "errors": [{ "shape": "No" }] },
                "Two": { "name": "Two", "http": { "method": "GET", "requestUri": "/two" }, "output": { "shape": "Out" } }
              },
              "shapes": {
                "In": { "type": "structure", "members": { "A": { "shape": "List" } } },
                "List": { "type": "list", "member": { "shape": "In" } },
                "No": { "type": "structure", "members": {}, "error": { "httpStatusCode": 404 } },
                "Out": { "type": "string" }
              }
            }
            """);
        Assert.Equal("operation One GET /one 200 In -\nstructure In\n. A List\nlist List In\nstructure No error=404\n", ModelText.Of(model.RootElement, ["One"]));
    }

    [Fact]
    public void Every_pattern_is_one_that_can_be_asked()
    {
        foreach (var shape in new[] { ServiceModels.ApiGateway, ServiceModels.ApiGatewayV2, ServiceModels.Lambda, ServiceModels.Sts }.SelectMany(static model => model.Shapes.Values))
        {
            if (shape.Pattern is { } pattern)
            {
                Assert.Null(Record.Exception(() => Regex.IsMatch("", @"\A(?:" + pattern + @")\z", RegexOptions.ECMAScript)));
            }
        }
    }
}
