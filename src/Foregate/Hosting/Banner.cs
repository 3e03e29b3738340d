// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.ControlPlane.OpenApi;
using Foregate.DataPlane.Arrive.Listeners;

namespace Foregate.Hosting;

/// <summary>What is printed once the gateway serves: where to call it, a curl that works when pasted, and keys that nobody else knows.</summary>
internal static class Banner
{
    public static string Render(ForegateOptions options, ImportResult served, IReadOnlyList<ListenerAddress> listeners, string management, string? certificateAuthority)
    {
        var text = new StringBuilder();
        text.AppendLine($"Foregate {typeof(Banner).Assembly.GetName().Version?.ToString(3)} serves {served.ApiName} ({KindOf(served)} {served.ApiId}, stage {served.StageName}) from {options.Document}");
        text.AppendLine();
        var label = "Invoke";
        foreach (var listener in listeners)
        {
            text.AppendLine($"  {label,-8}{Base(listener)}{PathForm(served)}/");
            label = "";
        }

        foreach (var listener in listeners.Where(listener => listener.Address is not null))
        {
            text.AppendLine($"  {label,-8}{(listener.IsTls ? "https" : "http")}://{served.ApiId}.execute-api.localhost:{listener.Port}{StagePrefix(served)}/");
        }

        text.AppendLine($"  {"Manage",-8}{management.TrimEnd('/')}/health/ready, /metrics");
        foreach (var key in served.GeneratedKeys.Where(key => key.IsNew))
        {
            text.AppendLine($"  {"Key",-8}{key.Value}  ({key.Name}: generated, shown once)");
        }

        var routes = ServedRoute.Of(served);
        label = "Try";
        foreach (var route in new[] { ServedRoute.Simplest(routes.Where(route => !route.NeedsApiKey)), ServedRoute.Simplest(routes.Where(route => route.NeedsApiKey)) })
        {
            if (route is not null && Curl(served, route, listeners[0], certificateAuthority) is { } curl)
            {
                text.AppendLine($"  {label,-8}{curl}");
                label = "";
            }
        }

        text.AppendLine();
        text.AppendLine($"Watching {options.Document} for changes. Ctrl+C drains and stops; again stops at once.");
        return text.ToString();
    }

    public static string KindOf(ImportResult served) => served.Kind == ApiKind.Rest ? "REST API" : "HTTP API";

    /// <summary>A command line that works when pasted; null when a key is needed that is not known here.</summary>
    internal static string? Curl(ImportResult served, ServedRoute route, ListenerAddress listener, string? certificateAuthority)
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
            if (KeyOf(served) is not { } key)
            {
                return null;
            }

            command.Append(" -H ").Append(Quoted("x-api-key: " + key));
        }

        if (route.Method is "POST" or "PUT" or "PATCH")
        {
            command.Append(" -H 'content-type: application/json' -d '{}'");
        }

        return command.Append(' ').Append(Base(listener)).Append(PathForm(served)).Append(route.Example).ToString();
    }

    // Any enabled key of the plan that was imported with the document.
    private static string? KeyOf(ImportResult served)
    {
        foreach (var id in served.ApiKeyIds)
        {
            if (served.Account!.ApiKeys.TryGetValue(id, out var key) && key.Enabled)
            {
                return key.Value;
            }
        }

        return null;
    }

    private static string PathForm(ImportResult served) => $"/_aws/execute-api/{served.ApiId}{StagePrefix(served)}";

    private static string StagePrefix(ImportResult served) => served.StageName == "$default" ? "" : "/" + served.StageName;

    private static string Base(ListenerAddress listener)
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
}
