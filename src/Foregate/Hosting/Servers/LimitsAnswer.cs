// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;
using Foregate.Definitions;

namespace Foregate.Hosting.Servers;

/// <summary>
/// GET /_foregate/limits: the limits that no API says of itself, but the gateway of all of them: <c>callers</c> (<c>header</c>, null for the source address; <c>rateLimit</c>,
/// <c>burstLimit</c>) and <c>account</c> (the two numbers, null where the account has no limit).
/// </summary>
internal static class LimitsAnswer
{
    public const string Path = "/_foregate/limits";

    public static ReadOnlyMemory<byte> Of(ForegateOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartArray("callers");
        foreach (var limit in options.CallerLimits)
        {
            json.WriteStartObject();
            json.WriteString("header", limit.Header);
            json.WriteNumber("rateLimit", limit.RateLimit);
            json.WriteNumber("burstLimit", limit.BurstLimit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (options.StrictAws)
        {
            json.WriteStartObject("account");
            json.WriteNumber("rateLimit", Quotas.Default.AccountRateLimit);
            json.WriteNumber("burstLimit", Quotas.Default.AccountBurstLimit);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("account");
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
