// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations.Artifacts;

/// <summary>An object of S3, as templates and tools name it by URL.</summary>
/// <param name="VersionId"><see langword="null"/> for the newest.</param>
internal sealed record S3Location(string Bucket, string Key, string? VersionId = null)
{
    private const string Domain = ".amazonaws.com";

    /// <summary>
    /// Reads <c>s3://bucket/key</c>, <c>https://s3.region.amazonaws.com/bucket/key</c>, <c>https://bucket.s3.region.amazonaws.com/key</c>, their older forms
    /// with <c>s3-region</c> and without a region, and the same at an endpoint of one's own: <c>http://localhost:4566/bucket/key</c>,
    /// <c>http://bucket.s3.localhost:4566/key</c>. <see langword="null"/> for everything else.
    /// </summary>
    /// <param name="endpointHosts">The endpoint's own names, without ports.</param>
    public static S3Location? Parse(string url, params ReadOnlySpan<string> endpointHosts)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        if (uri.Scheme == "s3")
        {
            // A bucket's name may be none that a host could have: it is taken as it was written.
            var rest = url["s3://".Length..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            return end <= 0 || end == rest.Length - 1 ? null : new S3Location(rest[..end], rest[(end + 1)..]);
        }

        if (uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var path = uri.AbsolutePath[1..];
        if (BucketInHost(uri.Host, endpointHosts) is not { } bucket)
        {
            return null;
        }

        if (bucket.Length == 0)
        {
            var end = path.IndexOf('/', StringComparison.Ordinal);
            if (end <= 0)
            {
                return null;
            }

            (bucket, path) = (path[..end], path[(end + 1)..]);
        }

        return path.Length == 0 ? null : new S3Location(bucket, Uri.UnescapeDataString(path), Version(uri.Query));
    }

    /// <summary>The bucket that a host's name holds: empty where the path names it, <see langword="null"/> where the host is not S3's.</summary>
    public static string? BucketInHost(string host, params ReadOnlySpan<string> endpointHosts)
    {
        foreach (var own in endpointHosts)
        {
            if (host.Equals(own, StringComparison.OrdinalIgnoreCase))
            {
                return "";
            }

            if (host.Length > own.Length + 1 && host[host.Length - own.Length - 1] == '.' && host.EndsWith(own, StringComparison.OrdinalIgnoreCase))
            {
                return BucketBefore(host[..(host.Length - own.Length - 1)]) ?? host[..(host.Length - own.Length - 1)];
            }
        }

        var name = host.EndsWith(Domain + ".cn", StringComparison.OrdinalIgnoreCase) ? host[..^3] : host;
        return name.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) ? BucketBefore(name[..^Domain.Length]) : null;
    }

    // What stands before the domain is s3, s3.region, s3-region or s3.dualstack.region, after the bucket and a dot where there is one.
    private static string? BucketBefore(string labels)
    {
        var parts = labels.Split('.');
        for (var i = parts.Length - 1; i >= 0 && i >= parts.Length - 3; i--)
        {
            var isService = (parts[i] == "s3" && (i >= parts.Length - 2 || parts[i + 1] == "dualstack")) || (parts[i].StartsWith("s3-", StringComparison.Ordinal) && i == parts.Length - 1);
            if (isService)
            {
                return string.Join('.', parts[..i]);
            }
        }

        return null;
    }

    private static string? Version(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("versionId=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(part["versionId=".Length..]);
            }
        }

        return null;
    }
}
