// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class FingerprintTests
{
    [Fact]
    public void Tells_nothing_from_an_empty_text_and_parts_from_one_another()
    {
        string[] all = [Of(f => f.Add((string?)null)), Of(f => f.Add("")), Of(f => f.Add("ab").Add("c")), Of(f => f.Add("a").Add("bc")), Of(f => f.Add(["a", "b"])), Of(f => f.Add(["ab"]))];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Does_not_depend_on_the_order_in_which_a_map_was_filled() =>
        Assert.Equal(Of(f => f.Add(Ground.Map(("a", "1"), ("b", "2")))), Of(f => f.Add(Ground.Map(("b", "2"), ("a", "1")))));

    private static string Of(Action<Fingerprint> fill)
    {
        using var fingerprint = new Fingerprint();
        fill(fingerprint);
        return fingerprint.Finish();
    }
}
