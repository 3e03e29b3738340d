// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class IdentifiersTests
{
    [Fact]
    public void Makes_the_same_id_of_the_same_seed_in_every_run() =>
        Assert.Equal("t8we0zhrv4", Identifiers.Next(10, static _ => false, "restapi", "Petstore"));

    [Fact]
    public void Is_lower_case_letters_and_digits_of_the_length_asked_for() =>
        Gen.Select(Gen.Int[1, 32], Gen.String).Sample((length, seed) =>
            Assert.Matches($"^[a-z0-9]{{{length}}}$", Identifiers.Next(length, static _ => false, seed)));

    [Fact]
    public void Makes_another_one_while_one_is_taken()
    {
        var taken = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(taken.Add(Identifiers.Next(6, taken.Contains, "same")));
        }
    }

    [Fact]
    public void Many_of_one_name_cost_few_tries_each()
    {
        var taken = new HashSet<string>();
        var tries = 0;
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(taken.Add(Identifiers.Next(10, id => ++tries > 0 && taken.Contains(id), "same")));
        }

        Assert.InRange(tries, 10_000, 300_000);
    }

    [Fact]
    public void Tells_seeds_apart_by_their_parts() =>
        Assert.NotEqual(Identifiers.Next(10, static _ => false, "ab", "c"), Identifiers.Next(10, static _ => false, "a", "bc"));
}
