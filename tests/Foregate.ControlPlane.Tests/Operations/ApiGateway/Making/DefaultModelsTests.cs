// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Making;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Making;

public sealed class DefaultModelsTests
{
    [Fact]
    public void Knows_its_own_again()
    {
        var models = DefaultModels.Of("abc");
        Assert.All(models.Values, static model => Assert.True(DefaultModels.IsDefault(model)));
        Assert.False(DefaultModels.IsDefault(models["Empty"] with { Schema = "{}" }));
    }
}
