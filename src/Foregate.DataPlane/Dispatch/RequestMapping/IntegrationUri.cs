// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// The URI of an HTTP integration, taken apart: where the back end is, and the path and query with their {placeholders} still in them. Stage
/// variables are put in first; one that is not set renders empty (recorded).
/// </summary>
internal sealed class IntegrationUri
{
    private const string Variable = "${stageVariables.";

    private IntegrationUri(BackendOrigin origin, string authority, string path, string query)
    {
        Origin = origin;
        Authority = Encoding.ASCII.GetBytes(authority);
        Path = path;
        Query = query;
    }

    public BackendOrigin Origin { get; }

    /// <summary>The value of Host.</summary>
    public byte[] Authority { get; }

    /// <summary>From its slash, placeholders included; empty when there is none.</summary>
    public string Path { get; }

    /// <summary>Without the question mark.</summary>
    public string Query { get; }

    /// <summary>Null when the URI cannot be called.</summary>
    /// <param name="error">What is wrong with it and how to mend it.</param>
    /// <param name="isForVariables">Whether stage variables are in it, so that the same definition may be right in another stage.</param>
    public static IntegrationUri? Read(string? text, Compilation c, out string error, out bool isForVariables)
    {
        isForVariables = text is not null && HasVariables(text);
        var uri = Substitute(text ?? "", c);
        var isSecure = uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return Wrong($"The integration's URI \"{uri}\" does not start with http:// or https://.", out error);
        }

        var start = isSecure ? 8 : 7;
        var end = uri.IndexOfAny(['/', '?', '#'], start);
        var authority = end < 0 ? uri[start..] : uri[start..end];
        var rest = end < 0 ? "" : uri[end..];
        if (!RequestTarget.IsAuthority(Encoding.UTF8.GetBytes(authority)) || authority.Contains('%', StringComparison.Ordinal))
        {
            return Wrong($"The integration's URI \"{uri}\" has no usable host: write a name or an address, with or without a port, and no variable of the request.", out error);
        }

        var colon = authority.IndexOf(':', authority.IndexOf(']') + 1);
        var port = isSecure ? 443 : 80;
        if (colon >= 0 && (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            return Wrong($"The integration's URI \"{uri}\" has a port that is not a number from 1 to 65535.", out error);
        }

        if (c.Options.StrictAws && port is not (80 or 443 or >= 1024))
        {
            return Wrong($"The integration's URI \"{uri}\" has a port that AWS does not call. Use 80, 443 or one from 1024 on.", out error);
        }

        if (rest.Contains('#', StringComparison.Ordinal))
        {
            return Wrong($"The integration's URI \"{uri}\" has a fragment. Remove what begins at #.", out error);
        }

        error = "";
        var host = colon < 0 ? authority : authority[..colon];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        return new IntegrationUri(
            new BackendOrigin(isSecure, host, port),
            port == (isSecure ? 443 : 80) ? host : authority,
            mark < 0 ? rest : rest[..mark],
            mark < 0 ? "" : rest[(mark + 1)..]);
    }

    private static IntegrationUri? Wrong(string message, out string error)
    {
        error = message;
        return null;
    }

    /// <summary>Whether stage variables are in the text.</summary>
    public static bool HasVariables(string text) => text.Contains(Variable, StringComparison.Ordinal);

    /// <summary>Puts the stage's variables in.</summary>
    public static string Substitute(string text, Compilation c)
    {
        var result = new StringBuilder();
        var at = 0;
        while (true)
        {
            var start = text.IndexOf(Variable, at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0)
            {
                return result.Append(text, at, text.Length - at).ToString();
            }

            var name = text[(start + Variable.Length)..end];
            result.Append(text, at, start - at).Append(c.Variables.GetValueOrDefault(name, ""));
            at = end + 1;
        }
    }
}
