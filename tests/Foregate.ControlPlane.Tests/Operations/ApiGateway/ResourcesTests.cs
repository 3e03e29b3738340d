// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class ResourcesTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Makes_paths_from_their_parts()
    {
        var pets = _ground.Resource("pets");
        var pet = _ground.Resource("{petId}", pets.Id);
        var rest = _ground.Resource("{rest+}", pet.Id);
        Assert.Equal(["/pets", "/pets/{petId}", "/pets/{petId}/{rest+}"], [pets.Path, pet.Path, rest.Path]);
        Assert.Equal((pets.Id, "{petId}"), (pet.ParentId, pet.PathPart));
        Assert.Matches("^[a-z0-9]{6}$", pet.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("{a}.json")]
    [InlineData("{}")]
    [InlineData("{+}")]
    [InlineData("{a+}x")]
    [InlineData("é")]
    public void Refuses_parts_that_AWS_has_no_grammar_for(string part) => Create(part).Refused(
        400, "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");

    [Fact]
    public void Refuses_siblings_that_could_not_be_told_apart()
    {
        _ground.Resource("pets");
        _ground.Resource("{proxy+}");
        Create("pets").Refused(409, "Another resource with the same parent already has this name: pets");
        Create("{id}").Refused(400, "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed");
    }

    [Fact]
    public void Refuses_children_of_a_greedy_variable()
    {
        var greedy = _ground.Resource("{proxy+}");
        Resources.CreateResource(_ground.Account, _ground.ApiId, greedy.Id, "x", Ground.Context)
            .Refused(400, "Cannot create a child of a resource with a greedy path variable: {proxy+}");
    }

    [Fact]
    public void Refuses_what_is_not_there()
    {
        Resources.CreateResource(_ground.Account, "nobody", _ground.RootId, "x", Ground.Context).Refused(404, "Invalid API identifier specified 123456789012:nobody");
        Resources.CreateResource(_ground.Account, _ground.ApiId, "nobody", "x", Ground.Context).Refused(404, "Invalid Resource identifier specified");
        Resources.GetResource(_ground.Account, _ground.ApiId, "nobody").Refused(404, "Invalid Resource identifier specified");
        Resources.DeleteResource(_ground.Account, _ground.ApiId, "nobody").Refused(404, "Invalid Resource identifier specified");
    }

    [Fact]
    public void Deletes_the_subtree_and_nothing_beside_it()
    {
        var a = _ground.Resource("a");
        _ground.Resource("b", _ground.Resource("x", a.Id).Id);
        var ab = _ground.Resource("ab");
        _ground.Do(Resources.DeleteResource(_ground.Account, _ground.ApiId, a.Id));
        Assert.Equal([ab.Id, _ground.RootId], _ground.Api.Resources.Keys.OrderBy(id => id == _ground.RootId));
        Resources.DeleteResource(_ground.Account, _ground.ApiId, _ground.RootId).Refused(400, "Root resource cannot be deleted.");
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { ResourcesPerApi = 1 } };
        Assert.Equal(429, Resources.CreateResource(_ground.Account, _ground.ApiId, _ground.RootId, "x", context).Error!.StatusCode);
    }

    private OperationResult<Resource> Create(string part) => Resources.CreateResource(_ground.Account, _ground.ApiId, _ground.RootId, part, Ground.Context);
}
