// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class ModelsTests
{
    private static readonly Models.CreateModelRequest Pet = new() { Name = "Pet", ContentType = "application/json", Schema = """{"title":"Pet","type":"object"}""" };

    private readonly RestGround _ground = new();

    [Fact]
    public void Makes_changes_and_deletes()
    {
        var model = _ground.Do(Create(Pet with { Description = "" }));
        Assert.Equal((null, Pet.Schema), (model.Description, model.Schema));
        var changed = _ground.Do(Models.UpdateModel(_ground.Account, _ground.ApiId, "Pet", "new", "{}", Ground.Context));
        Assert.Equal(("new", "{}", model.Id), (changed.Description, changed.Schema, changed.Id));
        _ground.Do(Models.DeleteModel(_ground.Account, _ground.ApiId, "Pet"));
        Models.GetModel(_ground.Account, _ground.ApiId, "Pet").Refused(404, "Invalid model name specified: Pet");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        _ground.Do(Create(Pet));
        Create(Pet).Refused(409, "Model name already exists for this REST API");
        Create(Pet with { Name = "" }).Refused(400, "Model name must be non-empty");
        Create(Pet with { Name = "a-b" }).Refused(400, "Model name must be alphanumeric: a-b");
        Create(Pet with { Name = "b", Schema = "" }).Refused(400, "Model schema must have at least 1 property or array items defined");
        Create(Pet with { Name = "b", Schema = null, ContentType = "application/xml" }).Refused(400, "Model schema must have at least 1 property or array items defined");
        Models.UpdateModel(_ground.Account, _ground.ApiId, "Pet", null, "", Ground.Context).Refused(400, "Model schema must have at least 1 property or array items defined");
        Models.CreateModel(_ground.Account, "abcde0", Pet, Ground.Context).Refused(404, "Invalid API identifier specified 123456789012:abcde0");
        Models.GetModel(_ground.Account, "abcde0", "Pet").Refused(404, "Invalid model name specified: Pet");
    }

    [Fact]
    public void Stays_while_a_method_names_it()
    {
        _ground.Do(Create(Pet));
        foreach (var resource in new[] { _ground.RootId, _ground.Resource("test").Id })
        {
            _ground.Do(Methods.PutMethod(
                _ground.Account, _ground.ApiId, resource, new Methods.PutMethodRequest { HttpMethod = "ANY", RequestModels = Ground.Map(("application/json", "Pet")) }));
        }

        Models.DeleteModel(_ground.Account, _ground.ApiId, "Pet").Refused(409, "Cannot delete model 'Pet', is referenced in method request: /test/ANY");
        _ground.Do(Resources.DeleteResource(_ground.Account, _ground.ApiId, _ground.Api.Resources.Values.Single(static resource => resource.Path == "/test").Id));
        Models.DeleteModel(_ground.Account, _ground.ApiId, "Pet").Refused(409, "Cannot delete model 'Pet', is referenced in method request: //ANY");
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { ModelBytesPerApi = 400 } };
        Assert.Equal(429, Models.CreateModel(_ground.Account, _ground.ApiId, Pet with { Schema = $$"""{"title":"{{new string('x', 400)}}"}""" }, context).Error!.StatusCode);
    }

    private OperationResult<Model> Create(Models.CreateModelRequest request) => Models.CreateModel(_ground.Account, _ground.ApiId, request, Ground.Context);
}
