// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Emit.Cors;

public sealed class CorsOriginsTests
{
    [Fact]
    public void Allows_what_any_of_its_entries_allows()
    {
        List<CompilationFault> faults = [];
        var origins = CorsOrigins.For(["http://localhost:3000", "https://*"], GivenRequest.Compilation(ApiKind.Http, faults));
        Assert.Empty(faults);
        Assert.False(origins.AllowsAll);
        Assert.True(Allows(origins, "http://localhost:3000"));
        Assert.True(Allows(origins, "HTTPS://x.example"));
        Assert.True(Allows(origins, "https://[::1]:8443"));
        Assert.False(Allows(origins, "http://localhost"));
        Assert.False(Allows(origins, "https://x.example/path"));
        Assert.False(Allows(origins, ""));
    }

    [Fact]
    public void Allows_nothing_when_nothing_is_listed() =>
        Assert.False(Allows(CorsOrigins.For([], GivenRequest.Compilation(ApiKind.Http)), "https://a.example"));

    private static bool Allows(CorsOrigins origins, string origin) => origins.Allows(Encoding.ASCII.GetBytes(origin));
}
