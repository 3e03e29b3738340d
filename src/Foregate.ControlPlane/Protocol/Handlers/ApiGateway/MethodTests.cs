// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Requests of methods that are made by hand, on the wire: TestInvokeMethod.</summary>
internal static class MethodTests
{
    public static async ValueTask<HandlerResult> InvokeAsync(HandlerCall call, Invocations.Executor functions, CancellationToken cancellationToken)
    {
        var input = call.Input;
        if (Methods.GetMethod(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod")) is var found && found.Error is { } missing)
        {
            return missing;
        }

        if (call.Gateway is not { } gateway)
        {
            return AwsError.NotBuilt("call a method by hand where nothing is served");
        }

        var certificate = input.GetText("clientCertificateId") is { Length: > 0 } id ? id : null;
        if (certificate is not null && !call.Account.ClientCertificates.ContainsKey(certificate))
        {
            return AwsError.NoClientCertificate();
        }

        var api = call.Account.RestApis[call.Text("restApiId")];
        var resource = api.Resources[call.Text("resourceId")];
        var target = input.GetText("pathWithQueryString") is { Length: > 0 } path ? path : resource.Path.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        var (faults, status, headers, body, log, latency) = await gateway.TestAsync(
            call.Account,
            api,
            Deployments.Freeze(api),
            resource,
            found.Response!,
            target.StartsWith('/') ? target : "/" + target,
            Headers(input),
            input.GetText("body") ?? "",
            input.GetTextMap("stageVariables") ?? ImmutableSortedDictionary<string, string>.Empty,
            certificate);
        if (faults.Count > 0)
        {
            return AwsError.BadRequest(string.Join("; ", faults.Select(static fault => $"{fault.Path}: {fault.Message}")));
        }

        var byName = headers.GroupBy(static header => header.Key, static header => header.Value, StringComparer.OrdinalIgnoreCase).ToList();
        return call.Answer(WireValue.Structure(
            ("status", (long)status),
            ("body", body),
            ("headers", WireValue.Map(byName.Select(static header => KeyValuePair.Create(header.Key, header.Last())))),
            ("multiValueHeaders", WireValue.Map(byName.Select(static header => KeyValuePair.Create(header.Key, WireValue.List(header))))),
            ("log", log),
            ("latency", (long)latency.TotalMilliseconds)));
    }

    /// <summary>Of a name in both, those that may be many are meant.</summary>
    private static List<KeyValuePair<string, string>> Headers(WireValue input)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var many = input["multiValueHeaders"];
        foreach (var (name, values) in many?.Entries ?? [])
        {
            headers.AddRange(values.Items.Select(value => KeyValuePair.Create(name, value.Text)));
        }

        foreach (var (name, value) in input["headers"]?.Entries ?? [])
        {
            if (many?[name] is null)
            {
                headers.Add(new(name, value.Text));
            }
        }

        return headers;
    }
}
