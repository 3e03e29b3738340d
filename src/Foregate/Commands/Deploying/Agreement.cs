// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Commands.Deploying;

/// <summary>Asks before something is taken away, where there is somebody to ask.</summary>
internal static class Agreement
{
    /// <summary>Whether a person sits at both ends.</summary>
    public static bool HasTerminal => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static async Task<bool> AskAsync(string question)
    {
        await Console.Error.WriteAsync($"{question} [y/N] ");
        return (await Console.In.ReadLineAsync())?.Trim() is "y" or "Y" or "yes";
    }
}
