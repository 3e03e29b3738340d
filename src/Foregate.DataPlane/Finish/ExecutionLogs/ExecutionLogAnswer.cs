// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>Notes what an integration answered, before anything is made of it, for the execution log.</summary>
internal sealed class ExecutionLogAnswer : IStep
{
    private static readonly ExecutionLogAnswer s_instance = new();

    private ExecutionLogAnswer()
    {
    }

    /// <summary>Null for a method that does not log.</summary>
    public static ExecutionLogAnswer? For(Stage stage, Resource resource, Method method, Compilation c) =>
        ExecutionLogStart.SettingsOf(stage, resource, method, c) is null ? null : s_instance;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        exchange.WatchAnswer(exchange.Trace!);
        return Verdict.Continue;
    }
}
