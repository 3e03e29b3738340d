// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class HeadRejectionsTests
{
    [Theory]
    [InlineData(nameof(HeadFault.BadRequestLine), 400, "Bad Request")]
    [InlineData(nameof(HeadFault.ConflictingFraming), 400, "Bad Request")]
    [InlineData(nameof(HeadFault.TargetTooLong), 414, "URI Too Long")]
    [InlineData(nameof(HeadFault.UnsupportedExpectation), 417, "Expectation Failed")]
    [InlineData(nameof(HeadFault.HeadersTooLarge), 431, "Request Header Fields Too Large")]
    [InlineData(nameof(HeadFault.UnsupportedTransferCoding), 501, "Not Implemented")]
    [InlineData(nameof(HeadFault.UnsupportedMethod), 501, "Not Implemented")]
    [InlineData(nameof(HeadFault.UnsupportedVersion), 505, "HTTP Version Not Supported")]
    public void Answers_each_fault_with_its_status(string fault, int status, string message)
    {
        var rejection = HeadRejections.For(Enum.Parse<HeadFault>(fault));
        Assert.Equal(status, rejection.Status);
        Assert.Equal("{\"message\":\"" + message + "\"}", Encoding.UTF8.GetString(rejection.Body));
    }

    [Fact]
    public void Every_fault_ends_the_connection_blames_the_client_and_says_why()
    {
        foreach (var fault in Enum.GetValues<HeadFault>())
        {
            var rejection = HeadRejections.For(fault);
            Assert.True(rejection.ClosesConnection);
            Assert.Equal(Blame.Client, rejection.Blame);
            Assert.False(string.IsNullOrEmpty(rejection.Detail));
        }

        Assert.Equal(408, HeadRejections.Timeout.Status);
        Assert.True(HeadRejections.Timeout.ClosesConnection);
    }
}
