// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Handlers;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers;

public sealed class CoveredHandlerTests
{
    [Fact]
    public void Says_how_far_an_operation_goes_and_answers_as_the_handler_does()
    {
        Handler handler = static _ => AwsError.NoStage();
        Assert.Equal((OperationCoverage.Absent, null), CoveredHandler.Of(null));
        Assert.Equal((OperationCoverage.Exact, null), CoveredHandler.Of(handler));
        Assert.Equal((OperationCoverage.Held, null), CoveredHandler.Of(CoveredHandler.Held(handler)));
        Assert.Equal((OperationCoverage.Exact, "canaries"), CoveredHandler.Of(CoveredHandler.Holding("canaries", handler)));
        Assert.Equal((OperationCoverage.Absent, null), CoveredHandler.Of(CoveredHandler.Absent(handler)));
        Assert.Equal(AwsError.NoStage(), CoveredHandler.Held(handler)(null!).Error);
    }
}
