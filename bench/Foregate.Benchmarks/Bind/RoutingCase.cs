// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Definitions;

namespace Foregate.Benchmarks.Bind;

/// <summary>
/// Routes of depth 2 to 6 with a variable in every second place or none, and requests for them drawn by Zipf's law (exponent 1). The
/// paths stand one behind the other in one request's buffer, so that what is measured is the tree's memory, not the requests'.
/// </summary>
internal sealed class RoutingCase
{
    private static readonly string[] s_words =
    [
        "users", "orders", "items", "accounts", "payments", "invoices", "customers", "products", "sessions", "reports", "teams", "projects",
        "comments", "attachments", "permissions", "subscriptions", "notifications", "v1", "v2", "search", "settings", "profile", "catalog",
        "shipments", "addresses", "transactions", "webhooks", "events", "metrics", "labels", "environments", "deployments",
    ];

    private readonly ByteRange[] _paths;
    private readonly HttpVerb[] _verbs;
    private readonly IBinder _binder;
    private readonly Exchange _exchange;

    public RoutingCase(ApiKind kind, int routes, int requests)
    {
        var random = new Random(20260101);
        var keys = Keys(random, routes);
        _binder = Binder(kind, keys);
        _paths = new ByteRange[requests];
        _verbs = new HttpVerb[requests];
        var text = new StringBuilder();
        var zipf = new double[keys.Count];
        for (var i = 0; i < zipf.Length; i++)
        {
            zipf[i] = (i == 0 ? 0 : zipf[i - 1]) + (1.0 / (i + 1));
        }

        for (var i = 0; i < requests; i++)
        {
            var rank = Array.BinarySearch(zipf, random.NextDouble() * zipf[^1]);
            var (method, path) = keys[Math.Min(rank < 0 ? ~rank : rank, keys.Count - 1)];
            var start = text.Length;
            foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append('/').Append(!part.StartsWith('{') ? part : random.Next(4) == 0 ? Guid.NewGuid().ToString() : random.Next(1, 1_000_000).ToString());
            }

            _paths[i] = new ByteRange(start, text.Length - start);
            _verbs[i] = HttpVerbs.Find(Encoding.ASCII.GetBytes(method));
        }

        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        _exchange = new Exchange(bytes.Length + 64);
        for (var given = 0; given < bytes.Length;)
        {
            var room = _exchange.Request.Free;
            var count = Math.Min(room.Length, bytes.Length - given);
            bytes.AsSpan(given, count).CopyTo(room);
            _exchange.Request.Append(count);
            given += count;
        }
    }

    public int Count => _paths.Length;

    /// <summary>Binds some of the requests, which all match.</summary>
    public int Bind(int from, int count)
    {
        var matched = 0;
        for (var i = from; i < from + count; i++)
        {
            _exchange.StagePath = _paths[i];
            _exchange.Verb = _verbs[i];
            matched += _binder.Bind(_exchange).Kind == VerdictKind.Continue ? 1 : 0;
        }

        return matched == count ? matched : throw new InvalidOperationException("A request for a route was not matched.");
    }

    private static List<(string Method, string Path)> Keys(Random random, int count)
    {
        string[] methods = ["GET", "POST", "PUT", "DELETE"];
        var shapes = new HashSet<string>();
        var keys = new List<(string, string)>();
        while (keys.Count < count)
        {
            var depth = random.Next(2, 7);
            var path = new StringBuilder();
            var variables = random.Next(3) > 0;
            for (var i = 0; i < depth; i++)
            {
                var word = s_words[random.Next(s_words.Length)];
                path.Append('/').Append(variables && i % 2 == 1 ? "{id" + i + "}" : random.Next(3) == 0 ? word + "-" + random.Next(40) : word);
            }

            var method = methods[random.Next(methods.Length)];
            if (shapes.Add(method + path))
            {
                keys.Add((method, path.ToString()));
            }
        }

        return keys;
    }

    private static IBinder Binder(ApiKind kind, List<(string Method, string Path)> keys)
    {
        List<CompilationFault> faults = [];
        using var ledgers = new Ledgers(new GatewayOptions());
        var c = new Compilation(ledgers, faults, [])
        {
            Kind = kind,
            ApiId = "api1234567",
            StageName = "prod",
            Variables = FrozenDictionary<string, string>.Empty,
            Account = new Account { AccountId = "000000000000", Region = "us-east-1" },
            Path = "/",
        };
        var routes = keys.Select(key => (key.Path, key.Method, Plan(key.Method, key.Path)));
        IBinder binder = kind == ApiKind.Rest ? ResourceTree.Build(routes, [], c) : RouteTable.Build(routes, c);
        return faults.Count == 0 ? binder : throw new InvalidOperationException(faults[0].Message);
    }

    private static RoutePlan Plan(string method, string path) => new()
    {
        Steps = [],
        ResourcePath = path,
        RouteKey = method + " " + path,
        ResourceId = path,
        ParameterNames = PathPattern.Parse(path, out _)!.ParameterNames,
        DefinitionPath = path,
    };
}
