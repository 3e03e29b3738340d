// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Reads a query into its parameters, in their order, decoded.</summary>
internal static class QueryString
{
    public static List<KeyValuePair<string, string>> Parse(string query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            parameters.Add(sign < 0 ? new(Decode(part), "") : new(Decode(part[..sign]), Decode(part[(sign + 1)..])));
        }

        return parameters;
    }

    // A plus is a space, as in forms: clients that mean a plus encode it.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
