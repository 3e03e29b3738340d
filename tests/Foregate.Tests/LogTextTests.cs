// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Tests;

public sealed class LogTextTests
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(1));

    [Fact]
    public void Shows_time_function_invocation_and_text() => Assert.Equal(
        "2026-01-02T02:04:05.006Z pets 0123abcd Rex was adopted.",
        LogText.Render(s_time, "pets", Guid.Parse("0123abcd-0000-0000-0000-000000000000"), false, "Rex was adopted."));

    [Fact]
    public void Marks_what_the_host_says() =>
        Assert.Equal("2026-01-02T02:04:05.006Z pets - [host] Building.", LogText.Render(s_time, "pets", null, true, "Building."));

    [Fact]
    public void Does_not_let_a_function_steer_the_terminal() =>
        Assert.EndsWith(" \\x1b[2J\t\\x0d\\x85é", LogText.Render(s_time, "pets", null, false, "\e[2J\t\r\u0085é"), StringComparison.Ordinal);
}
