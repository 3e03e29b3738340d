// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Results;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane.Arrive.Listeners;

namespace Foregate.Hosting;

/// <summary>What is printed once the gateway serves: where to call it, a curl that works when pasted, and keys that nobody else knows.</summary>
internal static partial class Banner
{
    private const int ShownFunctions = 12;

    public static string Render(ForegateOptions options, ImportResult served, IReadOnlyList<ListenerAddress> listeners, string management, string? certificateAuthority, AccessKey? firstKey = null)
    {
        var text = new StringBuilder();
        text.Append($"{Name} serves ");
        text.AppendLine(served.Apis is [var only]
            ? $"{only.ApiName} ({KindOf(only)} {only.ApiId}, stage {only.StageName}) from {options.Document}"
            : $"{Count(served.Apis.Select(api => api.ApiId).Distinct().Count(), "API")} from {options.Document}");
        foreach (var api in served.Apis)
        {
            text.AppendLine();
            if (served.Apis.Length > 1)
            {
                text.AppendLine($"  {api.ApiName} ({KindOf(api)} {api.ApiId}, stage {api.StageName})");
            }

            WriteAddresses(text, api, listeners);
            WriteExamples(text, served, api, listeners[0], certificateAuthority);
        }

        foreach (var key in served.GeneratedKeys.Where(key => key.IsNew))
        {
            text.AppendLine($"  {"Key",-8}{key.Value}  ({key.Name}: generated, shown once)");
        }

        WriteFunctions(text, served);
        WriteOutputs(text, served, listeners);
        WriteManagement(text, options, management, firstKey);
        text.AppendLine();
        text.AppendLine($"Watching {options.Document} for changes.{(options.DataDirectory is null ? "" : " What calls make is kept.")} Ctrl+C drains and stops; again stops at once.");
        return text.ToString();
    }

    /// <summary>The program and its version.</summary>
    public static string Name { get; } = $"Foregate {typeof(Banner).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Who may call AWS's management APIs, and where.</summary>
    /// <param name="firstKey">An access key that nobody has seen yet.</param>
    public static void WriteManagement(StringBuilder text, ForegateOptions options, string management, AccessKey? firstKey)
    {
        if (firstKey is not null)
        {
            text.AppendLine($"  {"Access",-8}{firstKey.Id} {firstKey.Secret}  (access key of account {firstKey.AccountId}: generated, shown once)");
        }

        if (options.IsDevelopment || options.DataDirectory is not null)
        {
            text.Append($"  {"AWS",-8}").Append(options.IsDevelopment ? "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test " : "")
                .AppendLine($"aws --region {options.Region} --endpoint-url {management.TrimEnd('/')} apigateway get-rest-apis{(options.IsDevelopment ? "" : "  (with an access key of yours)")}");
        }

        text.AppendLine($"  {"Manage",-8}{management.TrimEnd('/')}/health/ready, /metrics");
    }

    /// <summary>A name from a call as a terminal may show it.</summary>
    public static string Plain(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));

    public static string KindOf(ImportedApi api) => api.IsRest ? "REST API" : "HTTP API";

    /// <summary>Where an execute-api host of AWS's is answered here.</summary>
    internal static string Local(ListenerAddress listener, string apiId) =>
        listener.Address is null ? $"http://localhost/_aws/execute-api/{apiId}" : $"{(listener.IsTls ? "https" : "http")}://{apiId}.execute-api.localhost:{listener.Port}";

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static void WriteAddresses(StringBuilder text, ImportedApi api, IReadOnlyList<ListenerAddress> listeners)
    {
        var label = "Invoke";
        foreach (var listener in listeners)
        {
            text.AppendLine($"  {label,-8}{Base(listener)}{PathForm(api)}/");
            label = "";
        }

        foreach (var listener in listeners.Where(listener => listener.Address is not null))
        {
            text.AppendLine($"  {label,-8}{Local(listener, api.ApiId)}{StagePrefix(api)}/");
        }
    }

    private static void WriteExamples(StringBuilder text, ImportResult served, ImportedApi api, ListenerAddress listener, string? certificateAuthority)
    {
        var routes = ServedRoute.Of(served, api);
        var label = "Try";
        foreach (var route in new[] { ServedRoute.Simplest(routes.Where(route => !route.NeedsApiKey)), ServedRoute.Simplest(routes.Where(route => route.NeedsApiKey)) })
        {
            if (route is not null && Curl(served, api, route, listener, certificateAuthority) is { } curl)
            {
                text.AppendLine($"  {label,-8}{curl}");
                label = "";
            }
        }
    }

    /// <summary>A command line that works when pasted; null when a key is needed that is not known here.</summary>
    internal static string? Curl(ImportResult served, ImportedApi api, ServedRoute route, ListenerAddress listener, string? certificateAuthority)
    {
        var command = new StringBuilder("curl");
        if (listener.SocketPath is { } socket)
        {
            command.Append(" --unix-socket ").Append(Quoted(socket));
        }

        if (listener.IsTls && certificateAuthority is not null)
        {
            command.Append(" --cacert ").Append(Quoted(certificateAuthority));
        }

        if (route.Method == "HEAD")
        {
            command.Append(" -I");
        }
        else if (route.Method is not ("GET" or "ANY"))
        {
            command.Append(" -X ").Append(route.Method);
        }

        if (route.NeedsApiKey)
        {
            if (KeyOf(served, api) is not { } key)
            {
                return null;
            }

            command.Append(" -H ").Append(Quoted("x-api-key: " + key));
        }

        if (route.Method is "POST" or "PUT" or "PATCH")
        {
            command.Append(" -H 'content-type: application/json' -d '{}'");
        }

        return command.Append(' ').Append(Base(listener)).Append(PathForm(api)).Append(route.Example).ToString();
    }

    // Any enabled key of a plan that is for this stage.
    private static string? KeyOf(ImportResult served, ImportedApi api)
    {
        foreach (var id in served.ApiKeyIds)
        {
            var isPlanned = served.Account!.UsagePlans.Values.Any(plan => plan.Keys.ContainsKey(id) && plan.ApiStages.Any(stage => stage.ApiId == api.ApiId && stage.Stage == api.StageName));
            if (!isPlanned)
            {
                continue;
            }

            if (served.Account!.ApiKeys.TryGetValue(id, out var key) && key.Enabled)
            {
                return key.Value;
            }
        }

        return null;
    }

    private static string PathForm(ImportedApi api) => $"/_aws/execute-api/{api.ApiId}{StagePrefix(api)}";

    private static string StagePrefix(ImportedApi api) => api.StageName == "$default" ? "" : "/" + api.StageName;

    /// <summary>Where a listener is called by its address.</summary>
    public static string Base(ListenerAddress listener)
    {
        if (listener.Address is null)
        {
            return "http://localhost";
        }

        // What is bound to all addresses is called at the loopback's.
        var address = listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : listener.Address;
        return $"{(listener.IsTls ? "https" : "http")}://{new IPEndPoint(address, listener.Port)}";
    }

    private static string Quoted(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    private static void WriteFunctions(StringBuilder text, ImportResult served)
    {
        var functions = served.Account!.Functions.Values.Select(function => $"{function.FunctionName} ({function.Runtime})").ToList();
        if (functions.Count > 0)
        {
            var more = functions.Count - ShownFunctions;
            text.AppendLine($"  {"Lambda",-8}{string.Join(", ", functions.Take(ShownFunctions))}{(more > 0 ? $" and {more} more" : "")}");
        }
    }

    private static void WriteOutputs(StringBuilder text, ImportResult served, IReadOnlyList<ListenerAddress> listeners)
    {
        var label = "Output";
        foreach (var output in served.Outputs)
        {
            text.AppendLine($"  {label,-8}{output.Name} = {Localized(output.Value, served, listeners)}");
            label = "";
        }
    }

    /// <summary>The text with every URL of an API of this template replaced by the one that is answered here.</summary>
    internal static string Localized(string value, ImportResult served, IReadOnlyList<ListenerAddress> listeners)
    {
        var listener = listeners.FirstOrDefault(listener => listener.Address is not null) ?? listeners[0];
        return Endpoint().Replace(value, match =>
        {
            var id = match.Groups["id"].Value;
            return served.Apis.Any(api => api.ApiId == id) ? Local(listener, id) : match.Value;
        });
    }

    [GeneratedRegex(@"https?://(?<id>[a-z0-9]{10})\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?", RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();
}
