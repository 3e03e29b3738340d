// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Arrive.Tls;

namespace Foregate;

/// <summary>The static configuration of one process: bound once from the command line, validated once, never changed.</summary>
internal sealed partial record ForegateOptions
{
    /// <summary>The OpenAPI document as the user named it.</summary>
    public required string Document { get; init; }

    /// <summary>Base of the back end for every operation without an integration; null when all must have one.</summary>
    public string? Upstream { get; init; }

    /// <summary>The data plane's listeners.</summary>
    public IReadOnlyList<ListenerAddress> Listeners { get; init; } = [ListenerAddress.Parse("http://127.0.0.1:8080")];

    /// <summary>Health, metrics and decisions; loopback unless told otherwise.</summary>
    public ListenerAddress Management { get; init; } = ListenerAddress.Parse("http://127.0.0.1:4566");

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; init; } = "000000000000";

    public string Region { get; init; } = "us-east-1";

    /// <summary>The stage a document is deployed to; null takes the default of its API kind.</summary>
    public string? StageName { get; init; }

    /// <summary>Where what must outlive the process is kept; null keeps it in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Keep AWS's quotas as walls.</summary>
    public bool StrictAws { get; init; }

    /// <summary>How long requests are still taken, with Connection: close, after the first signal to stop.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For TLS listeners; none makes a development certificate.</summary>
    public CertificateSource? Certificate { get; init; }

    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    public bool DenyPrivateTargets { get; init; }

    public bool InlineScheduling { get; init; } = true;

    /// <summary>A file, "-" for standard output, or "off".</summary>
    public string AccessLog { get; init; } = "-";

    /// <summary>Everything that is wrong, at once; empty when the options can be used.</summary>
    public IReadOnlyList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (!AccountPattern().IsMatch(AccountId))
        {
            failures.Add(Failures.Account(AccountId));
        }

        if (!RegionPattern().IsMatch(Region))
        {
            failures.Add(Failures.Region(Region));
        }

        if (StageName is not null && !StagePattern().IsMatch(StageName))
        {
            failures.Add(Failures.StageName(StageName));
        }

        if (Upstream is not null && !IsBackend(Upstream))
        {
            failures.Add(Failures.Upstream(Upstream));
        }

        if (Drain < TimeSpan.Zero || Drain > TimeSpan.FromHours(1))
        {
            failures.Add(Failures.Drain(Drain.TotalSeconds));
        }

        return failures;
    }

    private static bool IsBackend(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\A(?:\$default|[A-Za-z0-9_-]{1,128})\z", RegexOptions.CultureInvariant)]
    private static partial Regex StagePattern();
}
