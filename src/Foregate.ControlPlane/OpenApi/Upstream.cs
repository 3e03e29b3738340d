// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi;

/// <summary>The base that operations without an integration are proxied to.</summary>
internal sealed class Upstream
{
    private readonly string _base;

    private Upstream(string @base) => _base = @base;

    /// <summary><see langword="null"/> when the text is not an absolute <c>http</c> or <c>https</c> URL without user, query and fragment.</summary>
    public static Upstream? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && !url.AsSpan().ContainsAny('?', '#')
        && !url.AsSpan().ContainsAny('{', '}')
            ? new Upstream(uri.AbsoluteUri.TrimEnd('/'))
            : null;

    /// <summary>The address of everything: HTTP APIs append the whole path to it.</summary>
    public string Root => _base;

    /// <summary>The address of a path template: <c>{proxy+}</c> becomes the placeholder <c>{proxy}</c>.</summary>
    public string For(string path) => _base + path.Replace("+}", "}", StringComparison.Ordinal);
}
