// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class MethodUseTests
{
    [Fact]
    public void Finds_the_deepest_method_first()
    {
        var ground = new RestGround();
        ground.Method();
        ground.Method("PUT", ground.Resource("pets").Id);
        Assert.Equal("/pets/PUT", MethodUse.Find(ground.Api, static _ => true));
        Assert.Equal("//GET", MethodUse.Find(ground.Api, static method => method.HttpMethod == "GET"));
        Assert.Null(MethodUse.Find(ground.Api, static _ => false));
    }
}
