// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.Definitions;

namespace Foregate;

/// <summary>The static configuration of one process: bound once from the command line, validated once, never changed.</summary>
internal sealed partial record ForegateOptions
{
    /// <summary>The OpenAPI document or template as the user named it; null when only what calls make is served.</summary>
    public string? Document { get; init; }

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

    /// <summary>Values of a template's parameters.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where what must outlive the process is kept; null keeps it in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The key of the data directory's secrets, from the environment; null takes the file in the directory.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Whether the keys that everybody knows are good where only this machine can call.</summary>
    public bool DevelopmentKeys { get; init; } = true;

    /// <summary>Whether they are good here.</summary>
    public bool IsDevelopment => DevelopmentKeys && (Management.Address is null || IPAddress.IsLoopback(Management.Address));

    /// <summary>Keep AWS's quotas as walls.</summary>
    public bool StrictAws { get; init; }

    /// <summary>Bytes of an object of S3 that comes at once, or of a part of one.</summary>
    public long MaxObjectBytes { get; init; } = 5L << 30;

    /// <summary>Bytes for the answers that stages of REST APIs cache, all of them together.</summary>
    public long CacheMemory { get; init; } = 128L << 20;

    /// <summary>How long requests are still taken, with Connection: close, after the first signal to stop.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For TLS listeners; none makes a development certificate.</summary>
    public CertificateSource? Certificate { get; init; }

    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How fast each caller may be.</summary>
    public IReadOnlyList<CallerLimit> CallerLimits { get; init; } = [];

    /// <summary>Whether callers are told of the limits that they meet.</summary>
    public bool RateLimitHeaders { get; init; }

    /// <summary>The Lambda endpoint whose functions are invoked; null for none.</summary>
    public RemoteFunctionOptions? Functions { get; init; }

    /// <summary>Functions of a template that the Lambda endpoint runs all the same: names, logical ids, or "*".</summary>
    public IReadOnlyList<string> RemoteFunctions { get; init; } = [];

    /// <summary>What integrations with AWS services and VPC links need to know.</summary>
    public ServiceSettings Services { get; init; } = new();

    public bool DenyPrivateTargets { get; init; }

    public bool InlineScheduling { get; init; } = true;

    /// <summary>A file, "-" for standard output, or "off".</summary>
    public string AccessLog { get; init; } = "-";

    /// <summary>A file, "-" for standard output, or "off".</summary>
    public string ExecutionLog { get; init; } = "-";

    /// <summary>A file, "-" for standard error, or "off".</summary>
    public string FunctionLog { get; init; } = "-";

    /// <summary>Everything that is wrong, at once; empty when the options can be used.</summary>
    public IReadOnlyList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (Document is { Length: 0 })
        {
            failures.Add(Failures.Usage("The document has no name."));
        }

        if (Document is null && OfADocument() is { } option)
        {
            failures.Add(Failures.NoDocument(option));
        }

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
            failures.Add(Failures.Drain(Drain.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        }

        failures.AddRange(ValidateAddresses());
        return failures;
    }

    // What would say nothing about what calls make.
    private string? OfADocument() => Upstream is not null ? "--upstream" : StageName is not null ? "--stage" : !Parameters.IsEmpty ? "--parameter" : null;

    private IEnumerable<Failure> ValidateAddresses()
    {
        if (Management.IsTls)
        {
            yield return Failures.ManagementTls(Management.ToString());
        }

        if (Certificate is not null && !Listeners.Any(listener => listener.IsTls))
        {
            yield return Failures.CertificateUnused();
        }

        ListenerAddress[] all = [.. Listeners, Management];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Collide(all[j], all[i]))
                {
                    yield return Failures.SameAddress(all[j].ToString(), all[i].ToString());
                }
            }
        }
    }

    // Port 0 is another port each time. "*" is every address of both families, 0.0.0.0 every one of IPv4.
    private static bool Collide(ListenerAddress one, ListenerAddress other) =>
        one.Address is not { } a || other.Address is not { } b ? one.SocketPath is not null && one.SocketPath == other.SocketPath
        : one.Port == other.Port && one.Port != 0 && (a.Equals(b) || IsAll(a, b) || IsAll(b, a));

    private static bool IsAll(IPAddress all, IPAddress address) =>
        all.Equals(IPAddress.IPv6Any) || (all.Equals(IPAddress.Any) && address.AddressFamily == all.AddressFamily);

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
