// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class IntegrationMethodTests
{
    [Theory]
    [InlineData(null, "PATCH", "PATCH")]
    [InlineData("", "PATCH", "PATCH")]
    [InlineData("ANY", "PATCH", "PATCH")]
    [InlineData("ANY", "PURGE", "PURGE")]
    [InlineData("POST", "PATCH", "POST")]
    [InlineData("POST", "PURGE", "POST")]
    public void Asks_with_its_own_method_or_the_clients(string? own, string clients, string asked)
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Rest, faults);
        var method = IntegrationMethod.Of(own, c);
        Assert.Empty(faults);
        Assert.Equal(asked, Encoding.ASCII.GetString(method.Bytes(Sample.Exchange(ApiKind.Rest, clients + " /prod/x HTTP/1.1", "/x"))));
        c.Ledgers.Dispose();
    }

    [Fact]
    public void What_is_no_method_is_a_fault()
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Rest, faults);
        IntegrationMethod.Of("FETCH", c);
        Assert.Contains("\"FETCH\" is none of GET", Assert.Single(faults).Message, StringComparison.Ordinal);
        c.Ledgers.Dispose();
    }
}
