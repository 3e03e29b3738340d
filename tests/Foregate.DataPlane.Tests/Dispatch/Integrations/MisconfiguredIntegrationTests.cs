// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class MisconfiguredIntegrationTests
{
    [Fact]
    public void Tells_every_request_the_same()
    {
        var step = IntegrationKinds.Misconfigured(Rejections.Rest.ApiConfigurationError);
        Assert.IsType<MisconfiguredIntegration>(step);
        foreach (var verb in new[] { "GET", "POST" })
        {
            Assert.Same(Rejections.Rest.ApiConfigurationError, GivenRequest.Run(step, Sample.Exchange(ApiKind.Rest, verb + " /prod/ HTTP/1.1")).Rejection);
        }
    }
}
