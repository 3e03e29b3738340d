// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

/// <summary>Golden events, and events with what differs from request to request made the same.</summary>
internal static class Events
{
    /// <summary>The checkout's root.</summary>
    public static string Checkout => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", ".."));

    public static string Golden(string file) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "Golden", file)).TrimEnd('\n');

    /// <summary>The event with its ids and trace named instead.</summary>
    public static string Named(string text, Exchange exchange)
    {
        var uuid = Encoding.ASCII.GetString(exchange.Ids.Uuid);
        return text.Replace("Root=1-5e6722a7-" + uuid.Replace("-", "", StringComparison.Ordinal)[8..], "TRACE", StringComparison.Ordinal)
            .Replace(uuid, "UUID", StringComparison.Ordinal)
            .Replace(Encoding.ASCII.GetString(exchange.Ids.Extended), "EXTENDED", StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
