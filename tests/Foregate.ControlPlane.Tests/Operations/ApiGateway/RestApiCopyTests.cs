// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class RestApiCopyTests
{
    [Fact]
    public void Has_what_is_inside_and_not_what_is_deployed()
    {
        var ground = new RestGround();
        var pets = ground.Resource("pets");
        ground.Resource("{id}", pets.Id);
        var reference = $$"""{"$ref":"https://apigateway.amazonaws.com/restapis/{{ground.ApiId}}/models/Error"}""";
        ground.Do(Models.CreateModel(ground.Account, ground.ApiId, new Models.CreateModelRequest { Name = "Pet", ContentType = "application/json", Schema = reference }, Ground.Context));
        ground.Deployed();
        var copy = ground.Do(RestApis.CreateRestApi(ground.Account, new RestApis.CreateRestApiRequest { Name = "Copy", CloneFrom = ground.ApiId }, Ground.Context));
        Assert.Equal(["/", "/pets", "/pets/{id}"], copy.Resources.Values.Select(static resource => resource.Path).Order(StringComparer.Ordinal));
        Assert.All(copy.Resources.Values, resource => Assert.True(resource.ParentId is null ? resource.Id == copy.RootResourceId : copy.Resources.ContainsKey(resource.ParentId)));
        Assert.Contains($"/restapis/{copy.Id}/models/Error", copy.Models["Pet"].Schema, StringComparison.Ordinal);
        Assert.Empty(copy.Stages);
        Assert.Empty(copy.Deployments);
        RestApis.CreateRestApi(ground.Account, new RestApis.CreateRestApiRequest { Name = "Copy", CloneFrom = "nobody" }, Ground.Context)
            .Refused(404, "Invalid API identifier specified 123456789012:nobody");
    }
}
