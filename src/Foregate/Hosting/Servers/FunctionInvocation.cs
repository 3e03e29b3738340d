// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.Hosting.Servers;

/// <summary>
/// POST /_foregate/functions/{name}/invocations: runs a function once with the body as its event. Answers as Lambda's Invoke does: 200 with what the
/// function returned, and with its error object and <c>X-Amz-Function-Error</c> when it threw.
/// </summary>
internal static class FunctionInvocation
{
    public const string Prefix = "/_foregate/functions/";
    public const string Suffix = "/invocations";
    public const string ErrorHeader = "X-Amz-Function-Error";

    /// <summary>Lambda's quota for an event.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    public static string? NameIn(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && path.EndsWith(Suffix, StringComparison.Ordinal) && path.Length > Prefix.Length + Suffix.Length
            ? path[Prefix.Length..^Suffix.Length]
            : null;

    public static async Task AnswerAsync(HttpContext context, Gateway? gateway, string name, bool isLoopback)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await ManagementAnswer.MethodNotAllowedAsync(context, "POST");
            return;
        }

        if (!isLoopback)
        {
            await ManagementAnswer.TextAsync(context, 403, "Functions are invoked here only while --management is on loopback or a Unix socket: nobody says who calls.\n");
            return;
        }

        // A page in a browser can send a form to this address, but no JSON without asking first, which nobody here allows.
        if (context.Request.Headers.ContainsKey("Origin") || !IsJson(context.Request.ContentType))
        {
            await ManagementAnswer.TextAsync(context, 415, "Send the event with Content-Type: application/json, and not from a page.\n");
            return;
        }

        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxBytes;
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            await ManagementAnswer.TextAsync(context, exception.StatusCode, $"The event cannot be read: {exception.Message}\n");
            return;
        }

        if (gateway is null)
        {
            await ManagementAnswer.TextAsync(context, 503, "The gateway is starting.\n");
            return;
        }

        var (status, isFunctionError, payload, _) = await gateway.Functions.InvokeAsync(gateway.Functions.Resolve(name), body.ToArray());
        if (isFunctionError)
        {
            context.Response.Headers[ErrorHeader] = "Unhandled";
        }

        await (status == 200
            ? ManagementAnswer.BytesAsync(context, 200, "application/json", payload)
            : ManagementAnswer.TextAsync(context, status, status switch
            {
                404 => $"There is no function {name}.\n",
                429 => $"As many invocations of {name} as are allowed are running.\n",
                504 => $"{name} did not end in time.\n",
                _ => $"{name} could not be run; its log says why.\n",
            }));
    }

    private static bool IsJson(string? type) =>
        type is not null && type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
