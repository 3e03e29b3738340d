// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store.Secrets;

public sealed class SessionTokensTests
{
    private static readonly AccessKey s_parent = new() { Id = "AKIDPARENT", Secret = "secret", AccountId = "123456789012", Created = default };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void A_token_tells_those_who_made_it_everything_and_others_nothing()
    {
        var bytes = Enumerable.Range(0, 32).Select(static number => (byte)number).ToArray();
        using var master = new MasterKey([.. bytes]);
        var made = new SessionTokens(master, _time).Make(s_parent, "AROA:me", "arn:me", TimeSpan.FromHours(1));
        Assert.Matches("^ASIA[A-Z2-7]{16}$", made.Id);
        Assert.DoesNotContain(made.Secret, Encoding.Latin1.GetString(Convert.FromBase64String(made.SessionToken!)), StringComparison.Ordinal);

        // Another process that has the same key.
        using var same = new MasterKey([.. bytes]);
        var tokens = new SessionTokens(same, _time);
        Assert.Equal(made with { Created = made.Created }, tokens.Open(made.Id, made.SessionToken!)! with { Created = made.Created });
        Assert.Null(tokens.Open("ASIAOTHER", made.SessionToken!));
        Assert.Null(tokens.Open(made.Id, made.SessionToken![..^8] + "AAAAAAA="));
        Assert.Null(tokens.Open(made.Id, "no token"));
        Assert.Null(new SessionTokens(null, _time).Open(made.Id, made.SessionToken!));
    }

    [Fact]
    public void Lent_credentials_end_and_those_lent_by_them_have_the_first_as_parent()
    {
        var tokens = new SessionTokens(null, _time);
        var first = tokens.Make(s_parent, "u", "arn:first", TimeSpan.FromHours(1));
        var second = tokens.Make(first, "u", "arn:second", TimeSpan.FromHours(2));
        Assert.Equal("AKIDPARENT", tokens.Open(second.Id, second.SessionToken!)!.ParentId);
        Assert.False(tokens.IsOver(first));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(tokens.IsOver(tokens.Open(first.Id, first.SessionToken!)!));
        Assert.False(tokens.IsOver(second));
    }
}
