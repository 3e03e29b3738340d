// SPDX-License-Identifier: Apache-2.0
using Foregate.Hosting;
using Microsoft.Extensions.Logging;

namespace Foregate.Tests.Hosting;

public sealed class TerminalLogTests
{
    private static readonly Action<ILogger, Exception?> s_warned = LoggerMessage.Define(LogLevel.Warning, new EventId(42), "It is late.");
    private static readonly Action<ILogger, Exception?> s_told = LoggerMessage.Define(LogLevel.Information, new EventId(43), "All is well.");

    [Fact]
    public void Warnings_are_one_line_with_their_id_and_anything_less_is_not_said()
    {
        using var output = new StringWriter();
        using var log = new TerminalLog(output);
        var logger = log.CreateLogger("Foregate.Somewhere");
        s_told(logger, null);
        s_warned(logger, null);
        Assert.Matches(@"^\S+Z? warning Foregate\.Somewhere\[42\]: It is late\.\r?\n$", output.ToString());
        Assert.False(logger.IsEnabled(LogLevel.Information));
    }

    [Fact]
    public void An_exception_follows_its_line()
    {
        using var output = new StringWriter();
        using var log = new TerminalLog(output);
        s_warned(log.CreateLogger("A"), new InvalidOperationException("boom"));
        Assert.Contains("InvalidOperationException: boom", output.ToString(), StringComparison.Ordinal);
    }
}
