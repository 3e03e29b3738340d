// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>The base path that a document names: of Swagger its own, of OpenAPI 3 that of its first server.</summary>
internal static class BasePath
{
    public static string? Read(ReadingContext reading, Section document)
    {
        var basePath = document.Text("basePath");
        if (document.Items("servers") is not { } servers)
        {
            return basePath;
        }

        for (var i = 0; i < servers.Count; i++)
        {
            var path = DocumentPath.Append(document.PathOf("servers"), i);
            if (Section.Open(reading, servers[i], path, ObjectKinds.Server) is { } server && server.Text("url") is { } url)
            {
                basePath ??= PathOf(Filled(server, url));
                reading.Inert("servers", path);
            }
        }

        return basePath;
    }

    /// <summary>What stands before every path.</summary>
    public static string Prefix(string? basePath, BasePathMode mode)
    {
        var parts = (basePath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kept = mode switch
        {
            BasePathMode.Prepend => parts,
            BasePathMode.Split => parts.Skip(1),
            _ => [],
        };
        return string.Concat(kept.Select(static part => $"/{part}"));
    }

    private static string Filled(Section server, string url)
    {
        if (server.Object("variables", ObjectKinds.ServerVariables) is not { } variables)
        {
            return url;
        }

        foreach (var entry in variables.Entries())
        {
            if (entry.Value.TryGet("default", out var value))
            {
                url = url.Replace($"{{{entry.Key}}}", value.Value.Text, StringComparison.Ordinal);
            }
        }

        return url;
    }

    private static string PathOf(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
        {
            return url;
        }

        var path = url.IndexOf('/', authority + 3);
        return path < 0 ? "/" : url[path..].Split('?', '#')[0];
    }
}
