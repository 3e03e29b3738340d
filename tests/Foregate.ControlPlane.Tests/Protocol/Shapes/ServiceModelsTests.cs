// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Shapes;

public sealed class ServiceModelsTests
{
    [Fact]
    public void Parts_of_models_have_the_operations_that_are_built_and_their_errors()
    {
        Assert.Equal(["AssumeRole", "GetCallerIdentity", "GetSessionToken"], ServiceModels.Sts.Operations.Select(static operation => operation.Name));
        Assert.Null(ServiceModels.Ssm.Find("StartSession"));
        Assert.Null(ServiceModels.Lambda.Find("CreateEventSourceMapping"));
        var invoke = ServiceModels.Lambda.Find("Invoke")!;
        Assert.Equal(("Payload", "Payload"), (invoke.Input!.Payload!.Name, invoke.Output!.Payload!.Name));
        Assert.NotNull(ServiceModels.Lambda.Shapes["TooManyRequestsException"].FindInBody("Type"));
        Assert.Equal("[a-zA-Z0-9\\._:\\/=+\\-@ ]+", ServiceModels.Lambda.Shapes["TenantId"].Pattern);
    }

    [Fact]
    public void A_model_is_read_once() => Assert.Same(ServiceModels.Lambda, ServiceModels.Lambda);
}
