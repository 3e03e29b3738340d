// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class ModelsTests
{
    private readonly HttpGround _ground = new(ProtocolType.WebSocket);

    private static Models.CreateModelRequest Pet { get; } = new() { Name = "Pet", Schema = """{"type":"object"}""", ContentType = "application/json", Description = "d" };

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var made = _ground.Do(Create(Pet));
        Assert.Same(made, Models.GetModel(_ground.Account, _ground.ApiId, made.ModelId).Done());
        var changed = _ground.Do(Update(made, new Models.UpdateModelRequest { Schema = "{}", Description = "" }));
        Assert.Equal(("{}", null, "application/json"), (changed.Schema, changed.Description, changed.ContentType));
        _ground.Do(Models.DeleteModel(_ground.Account, _ground.ApiId, made.ModelId, Ground.Context));
        Models.GetModel(_ground.Account, _ground.ApiId, made.ModelId).Refused(404, $"Invalid Model identifier specified {made.ModelId}");
    }

    [Fact]
    public void Refuses_what_is_no_model()
    {
        Create(Pet with { Name = "" }).Refused(400, "Model name must be non-empty");
        Create(Pet with { Name = "a b" }).Refused(400, "Model name must be alphanumeric: a b");
        foreach (var schema in new[] { "", "[]", "{", string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 300) })
        {
            Create(Pet with { Schema = schema }).Refused(400, "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]");
        }

        _ground.Do(Create(Pet));
        Create(Pet).Refused(409, "Model name already exists for this API");
    }

    [Fact]
    public void Stays_while_a_route_needs_it()
    {
        var made = _ground.Do(Create(Pet));
        var request = new Routes.CreateRouteRequest { RouteKey = "x", RequestModels = Ground.Map(("$default", "Pet")) };
        _ground.Do(Routes.CreateRoute(_ground.Account, _ground.ApiId, request, Ground.Context));
        Models.DeleteModel(_ground.Account, _ground.ApiId, made.ModelId, Ground.Context).Refused(409, "Cannot delete model 'Pet', is referenced in route: x");
        Update(made, new Models.UpdateModelRequest { Name = "Dog" }).Refused(409, "Cannot rename model 'Pet', is referenced in route: x");
        Routes.CreateRoute(_ground.Account, _ground.ApiId, request with { RouteKey = "y", RequestModels = Ground.Map(("$default", "Cat")) }, Ground.Context)
            .Refused(400, "Invalid model identifier specified: Cat");
    }

    private OperationResult<Model> Create(Models.CreateModelRequest request) => Models.CreateModel(_ground.Account, _ground.ApiId, request, Ground.Context);

    private OperationResult<Model> Update(Model model, Models.UpdateModelRequest request) => Models.UpdateModel(_ground.Account, _ground.ApiId, model.ModelId, request, Ground.Context);
}
