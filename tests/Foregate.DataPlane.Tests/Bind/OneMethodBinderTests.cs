// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class OneMethodBinderTests
{
    private static readonly RoutePlan Plan = new()
    {
        Steps = [], ResourcePath = "/pets/{petId}", RouteKey = "GET /pets/{petId}", ResourceId = "res001", ParameterNames = ["petId"], DefinitionPath = "",
    };

    [Theory]
    [InlineData("/pets/7", "7")]
    [InlineData("/pets", "")]
    [InlineData("/somewhere/else/entirely", "")]
    public void Every_path_is_the_methods_and_only_its_own_has_variables(string path, string value)
    {
        var binder = new OneMethodBinder(ResourceTree.Build([("/pets/{petId}", "GET", Plan)], [], GivenRequest.Compilation(ApiKind.Rest)), Plan);
        var exchange = GivenRequest.Of("GET", path);
        exchange.Route.Room.Fill(new DataPlane.Wire.ByteRange(1, 3));
        Assert.Equal(VerdictKind.Continue, binder.Bind(exchange).Kind);
        Assert.Same(Plan, exchange.Route.Plan);
        Assert.Equal(value, System.Text.Encoding.ASCII.GetString(exchange.Request[exchange.Route.Parameters[0]]));
    }
}
