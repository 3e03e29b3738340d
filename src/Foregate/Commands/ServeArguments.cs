// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.Definitions;

namespace Foregate.Commands;

/// <summary>The words of serve and validate, and how they become <see cref="ForegateOptions"/>.</summary>
internal sealed partial class ServeArguments
{
    /// <summary>The variable that holds the master key of a data directory.</summary>
    public const string MasterKeyVariable = "FOREGATE_MASTER_KEY";

    private static readonly ForegateOptions Defaults = new();

    private readonly Argument<string> _document = new("FILE") { Description = "OpenAPI 2.0 or 3.0 document, or CloudFormation or SAM template, YAML or JSON." };

    private readonly Option<string> _upstream = Text("--upstream", "URL", "Back end for every operation without an integration of its own.");

    private readonly Option<string[]> _parameter = Texts("--parameter", "NAME=VALUE", "Value of a template's parameter. May be repeated.");

    private readonly Option<string[]> _listen = Texts("--listen", "URL", $"Where requests arrive; https:// for TLS. May be repeated. [default: {Defaults.Listeners[0]}]");

    private readonly Option<string> _management = Text("--management", "URL", $"Where health, metrics and explain answer. [default: {Defaults.Management}]");

    private readonly Option<string> _account = Text("--account", "ID", $"Account id, twelve digits. [default: {Defaults.AccountId}]");

    private readonly Option<string> _region = Text("--region", "NAME", $"Region name. [default: {Defaults.Region}]");

    private readonly Option<string> _stage = Text("--stage", "NAME", "Stage to deploy to. [default: prod for REST APIs, $default for HTTP APIs]");

    private readonly Option<string> _data = Text("--data", "DIR", "Where what calls make is kept, with keys, audit log and development certificate. [default: in memory; the certificate in the user's state directory]");

    private readonly Option<bool> _noDevelopmentKeys = new("--no-development-keys") { Description = "Take only access keys of your own, on loopback too." };

    private readonly Option<bool> _strictAws = new("--strict-aws") { Description = "Keep AWS's quotas as walls, the account's throttle among them." };

    private readonly Option<string> _drain = new("--drain")
    {
        HelpName = "SECONDS",
        Description = $"How long to serve on after the first signal to stop. [default: {Defaults.Drain.TotalSeconds.ToString(CultureInfo.InvariantCulture)}]",
    };

    private readonly Option<string> _maxObject = Text("--max-object", "MIB", $"How large an object of S3 may be that comes at once, or a part of one. [default: {Defaults.MaxObjectBytes >> 20}]");

    private readonly Option<string> _cacheMemory = Text("--cache-memory", "MIB", $"Memory for the answers that stages of REST APIs cache, all of them together. [default: {Defaults.CacheMemory >> 20}]");

    private readonly Option<string> _certificate = Text("--certificate", "FILE", "Certificate for TLS listeners: PEM with its chain, or .pfx. [default: a development certificate]");

    private readonly Option<string> _certificateKey = Text("--certificate-key", "FILE", "PEM file with the certificate's key.");

    private readonly Option<string[]> _trustedProxy = Texts("--trusted-proxy", "CIDR", "Proxy whose X-Forwarded-For and Forwarded are believed. May be repeated.");

    private readonly Option<string[]> _limitBy = Texts("--limit-by", "WHAT=RATE:BURST", "How fast each caller may be: WHAT is source-address or header:NAME. May be repeated.");

    private readonly Option<bool> _rateLimitHeaders = new("--rate-limit-headers") { Description = "Tell callers of the limits that they meet: RateLimit, RateLimit-Policy, Retry-After." };

    private readonly Option<bool> _denyPrivateTargets = new("--deny-private-targets") { Description = "Refuse back ends in loopback and private networks." };

    private readonly Option<bool> _noInlineScheduling = new("--no-inline-scheduling") { Description = "Move each request to the thread pool: more processor time, more isolation." };

    private readonly Option<string> _accessLog = Text("--access-log", "FILE|-|off", "Where access logs go: a file, - for standard output, or off. [default: -]");
    private readonly Option<string[]> _remoteFunction = Texts("--remote-function", "NAME", "Function of a template that AWS_ENDPOINT_URL_LAMBDA runs instead of this machine; * for all. May be repeated.");
    private readonly Option<string[]> _roleProfile = Texts("--role-profile", "ARN=PROFILE", "Whose keys sign calls of AWS services for a role; * for every other role. May be repeated.");
    private readonly Option<string[]> _vpcLink = Texts("--vpc-link", "ID=HOST:PORT,…", "Targets of a VPC link, or of a load balancer by its ARN. May be repeated.");
    private readonly Option<string> _executionLog = Text("--execution-log", "FILE|-|off", "Where execution logs of methods that log go: a file, - for standard output, or off. [default: -]");
    private readonly Option<string> _functionLog = Text("--function-log", "FILE|-|off", "Where what functions write goes: a file, - for standard error, or off. [default: -]");

    /// <summary>What deciding about a document needs.</summary>
    public void AddToValidate(Command command)
    {
        command.Add(_document);
        foreach (var option in new Option[] { _upstream, _parameter, _stage, _account, _region, _strictAws, _denyPrivateTargets, _roleProfile, _vpcLink })
        {
            command.Add(option);
        }
    }

    /// <summary>All of it.</summary>
    public void AddToServe(Command command)
    {
        _document.Arity = ArgumentArity.ZeroOrOne;
        command.Add(_document);
        foreach (var option in new Option[]
        {
            _upstream, _parameter, _listen, _management, _stage, _account, _region, _data, _noDevelopmentKeys, _strictAws, _drain, _maxObject, _cacheMemory, _certificate, _certificateKey, _trustedProxy,
            _limitBy, _rateLimitHeaders, _denyPrivateTargets, _noInlineScheduling, _accessLog, _executionLog, _functionLog, _remoteFunction, _roleProfile, _vpcLink,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The options, and everything that is wrong with them.</summary>
    public (ForegateOptions Options, IReadOnlyList<Failure> Failures) Read(ParseResult parsed)
    {
        var failures = new List<Failure>();
        var options = Defaults with
        {
            Document = parsed.GetValue(_document),
            Upstream = parsed.GetValue(_upstream),
            StageName = parsed.GetValue(_stage),
            Parameters = ReadParameters(parsed.GetValue(_parameter) ?? [], failures),
            AccountId = parsed.GetValue(_account) ?? Defaults.AccountId,
            Region = parsed.GetValue(_region) ?? Defaults.Region,
            DataDirectory = parsed.GetValue(_data),
            MasterKey = TakeMasterKey(),
            DevelopmentKeys = !parsed.GetValue(_noDevelopmentKeys),
            StrictAws = parsed.GetValue(_strictAws),
            DenyPrivateTargets = parsed.GetValue(_denyPrivateTargets),
            InlineScheduling = !parsed.GetValue(_noInlineScheduling),
            ExecutionLog = parsed.GetValue(_executionLog) ?? Defaults.ExecutionLog,
            FunctionLog = parsed.GetValue(_functionLog) ?? Defaults.FunctionLog,
            AccessLog = parsed.GetValue(_accessLog) ?? Defaults.AccessLog,
            Listeners = ReadListeners(parsed.GetValue(_listen) ?? [], failures) is { Count: > 0 } listeners ? listeners : Defaults.Listeners,
            Management = parsed.GetValue(_management) is { } url ? ReadListener(url, failures) ?? Defaults.Management : Defaults.Management,
            Certificate = ReadCertificate(parsed.GetValue(_certificate), parsed.GetValue(_certificateKey), failures),
            TrustedProxies = ReadProxies(parsed.GetValue(_trustedProxy) ?? [], failures),
            RateLimitHeaders = parsed.GetValue(_rateLimitHeaders),
            CallerLimits = ReadCallerLimits(parsed.GetValue(_limitBy) ?? [], failures),
            Drain = parsed.GetValue(_drain) is { } seconds ? ReadSeconds(seconds, failures) : Defaults.Drain,
            MaxObjectBytes = parsed.GetValue(_maxObject) is { } size ? ReadMebibytes(size, 5120, Defaults.MaxObjectBytes, static text => Failures.MaxObject(text), failures) : Defaults.MaxObjectBytes,
            CacheMemory = parsed.GetValue(_cacheMemory) is { } memory ? ReadMebibytes(memory, 262_144, Defaults.CacheMemory, static text => Failures.CacheMemory(text), failures) : Defaults.CacheMemory,
        };
        var (functions, fault) = LambdaEndpoint.Read(Environment.GetEnvironmentVariable, options.Region);
        if (fault is not null)
        {
            failures.Add(fault);
        }

        string[] elsewhere = parsed.GetValue(_remoteFunction) ?? [];
        if (elsewhere.Length > 0 && functions is null && fault is null)
        {
            failures.Add(Failures.RemoteFunction(elsewhere[0]));
        }

        var services = ServiceSettings.Read(Variables(), parsed.GetValue(_roleProfile) ?? [], parsed.GetValue(_vpcLink) ?? [], static path => File.Exists(path) ? File.ReadAllText(path) : null, failures);
        return (options with { Functions = functions, RemoteFunctions = elsewhere, Services = services }, [.. failures, .. options.Validate()]);
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    /// <summary>The master key from the environment, which programs that are started from here do not inherit; null for none.</summary>
    public static string? TakeMasterKey()
    {
        var key = Environment.GetEnvironmentVariable(MasterKeyVariable);
        Environment.SetEnvironmentVariable(MasterKeyVariable, null);
        return string.IsNullOrEmpty(key) ? null : key;
    }

    private static Option<string> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static Option<string[]> Texts(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static ImmutableSortedDictionary<string, string> ReadParameters(string[] texts, List<Failure> failures)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value] || !parameters.TryAdd(name, value))
            {
                failures.Add(Failures.Parameter(text));
            }
        }

        return parameters.ToImmutable();
    }

    private static List<ListenerAddress> ReadListeners(string[] texts, List<Failure> failures)
    {
        var listeners = new List<ListenerAddress>();
        foreach (var text in texts)
        {
            if (ReadListener(text, failures) is { } listener)
            {
                listeners.Add(listener);
            }
        }

        return listeners;
    }

    private static ListenerAddress? ReadListener(string text, List<Failure> failures)
    {
        var listener = ListenerAddress.Parse(text, out var fault);
        if (listener is null)
        {
            failures.Add(Failures.Listener(fault));
        }

        return listener;
    }

    private static CertificateSource? ReadCertificate(string? certificate, string? key, List<Failure> failures)
    {
        if (certificate is null)
        {
            if (key is not null)
            {
                failures.Add(Failures.CertificateKeyAlone());
            }

            return null;
        }

        return new CertificateSource { CertificatePath = certificate, KeyPath = key };
    }

    private static List<IPNetwork> ReadProxies(string[] texts, List<Failure> failures)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in texts)
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                failures.Add(Failures.TrustedProxy(text));
            }
        }

        return networks;
    }

    private static List<CallerLimit> ReadCallerLimits(string[] texts, List<Failure> failures)
    {
        var limits = new List<CallerLimit>();
        foreach (var text in texts)
        {
            if (text.Split('=') is [var what, var limit]
                && (what == "source-address" || (what.StartsWith("header:", StringComparison.Ordinal) && HeaderName().IsMatch(what["header:".Length..])))
                && limit.Split(':') is [var rate, var burst]
                && double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var perSecond) && perSecond is > 0 and <= 1e9
                && int.TryParse(burst, NumberStyles.None, CultureInfo.InvariantCulture, out var atOnce) && atOnce > 0
                && limits.TrueForAll(other => !string.Equals(other.Header ?? "source-address", what[(what.IndexOf(':') + 1)..], StringComparison.OrdinalIgnoreCase)))
            {
                limits.Add(new CallerLimit { Header = what == "source-address" ? null : what["header:".Length..], RateLimit = perSecond, BurstLimit = atOnce });
            }
            else
            {
                failures.Add(Failures.CallerLimit(text));
            }
        }

        return limits;
    }

    private static long ReadMebibytes(string text, int most, long otherwise, Func<string, Failure> failure, List<Failure> failures)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 && size <= most)
        {
            return (long)size << 20;
        }

        failures.Add(failure(text));
        return otherwise;
    }

    private static TimeSpan ReadSeconds(string text, List<Failure> failures)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        failures.Add(Failures.Drain(text));
        return Defaults.Drain;
    }

    // RFC 9110's token.
    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
