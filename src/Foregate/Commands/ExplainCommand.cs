// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>
/// foregate explain REQUEST-ID: asks a running gateway why a request was answered as it was. foregate explain --method … --path …: what would be decided about
/// one, up to its back end, which is not called.
/// </summary>
internal static class ExplainCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var requestId = new Argument<string?>("REQUEST-ID")
        {
            Description = "From x-amzn-RequestId or apigw-requestid of the answer.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var method = new Option<string>("--method") { HelpName = "METHOD", Description = "Instead of a request that was made: the method of one that is not. [default: GET]" };
        var path = new Option<string>("--path") { HelpName = "PATH|URL", Description = "Its path and query as they would be sent, or its whole URL." };
        var header = new Option<string[]>("--header") { HelpName = "NAME: VALUE", Description = "A header of it; may be repeated. Host says which API is meant.", Arity = ArgumentArity.ZeroOrMore };
        var management = ManagementClient.AddressOption();
        var output = ManagementClient.OutputOption();
        var command = new Command("explain", "Tell why a request was answered as it was, or how one would be.") { requestId, method, path, header, management, output };
        command.SetAction((parsed, cancellation) =>
        {
            var address = parsed.GetValue(management)!;
            var asJson = parsed.GetValue(output) == "json";
            var (id, target, headers) = (parsed.GetValue(requestId), parsed.GetValue(path), parsed.GetValue(header) ?? []);
            var isDry = target is not null || parsed.GetValue(method) is not null || headers.Length > 0;
            if (id is null == target is null || (id is not null && isDry))
            {
                return Report.FailAsync(Failures.Usage("Give the id of a request that was made, or --path (with --method and --header) of one that is not."));
            }

            if (Array.Find(headers, static header => header.IndexOf(':', StringComparison.Ordinal) <= 0) is { } wrong)
            {
                return Report.FailAsync(Failures.Usage($"\"{wrong}\" is no header. Write NAME: VALUE."));
            }

            return ManagementClient.AskAsync(address, Patience, client => id is not null
                ? ExplainAsync(client, id, address, asJson, cancellation)
                : ForeseeAsync(client, Question(parsed.GetValue(method) ?? "GET", target!, headers), address, asJson, cancellation));
        });
        return command;
    }

    private static async Task<int> ExplainAsync(HttpClient client, string requestId, string management, bool asJson, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(new Uri("/_foregate/decisions/" + Uri.EscapeDataString(requestId), UriKind.Relative), cancellation);
        return response.StatusCode == HttpStatusCode.OK
            ? await PrintAsync(response, asJson, cancellation)
            : await Report.FailAsync(response.StatusCode == HttpStatusCode.NotFound
                ? Failures.NoDecision(requestId)
                : Failures.NoManagement(management, $"it answered {(int)response.StatusCode} to the question"));
    }

    private static async Task<int> ForeseeAsync(HttpClient client, ReadOnlyMemory<byte> question, string management, bool asJson, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(question);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri("/_foregate/explain", UriKind.Relative), content, cancellation);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return await PrintAsync(response, asJson, cancellation);
        }

        var why = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        return await Report.FailAsync(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden
            ? Failures.NotExplained(why)
            : Failures.NoManagement(management, $"it answered {(int)response.StatusCode}: {why}"));
    }

    private static ReadOnlyMemory<byte> Question(string method, string target, string[] headers)
    {
        string? host = null;
        if (Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            // As it was written: no path is made canonical here.
            var start = target.IndexOf("://", StringComparison.Ordinal) + 3;
            var slash = target.IndexOf('/', start);
            host = slash < 0 ? target[start..] : target[start..slash];
            target = slash < 0 ? "/" : target[slash..];
        }

        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            json.WriteString("path", target);
            json.WriteStartArray("headers");
            if (host is not null)
            {
                Write(json, "Host", host);
            }

            foreach (var header in headers)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                Write(json, header[..colon].Trim(), header[(colon + 1)..].Trim());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartArray();
        json.WriteStringValue(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static async Task<int> PrintAsync(HttpResponseMessage response, bool asJson, CancellationToken cancellation)
    {
        var json = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (asJson)
        {
            await using var standardOutput = Console.OpenStandardOutput();
            await standardOutput.WriteAsync(json, cancellation);
            await standardOutput.WriteAsync("\n"u8.ToArray(), cancellation);
        }
        else
        {
            await Console.Out.WriteAsync(DecisionText.Render(JsonElement.Parse(json)));
        }

        return ExitCodes.Done;
    }
}
