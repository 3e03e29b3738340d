// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.JsonSchema;

/// <summary>Checks texts against draft 4's formats, and says in the validator's words what is wrong.</summary>
internal static class SchemaFormats
{
    private const int LongestHostName = 255;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(" \t\r\n,;<>()[]\\@");

    public static SchemaFormat Named(string name) => name switch
    {
        "date-time" => SchemaFormat.DateTime,
        "email" => SchemaFormat.Email,
        "hostname" => SchemaFormat.HostName,
        "ipv4" => SchemaFormat.Ipv4,
        "ipv6" => SchemaFormat.Ipv6,
        "regex" => SchemaFormat.Regex,
        "uri" => SchemaFormat.Uri,
        _ => SchemaFormat.None,
    };

    public static bool Is(SchemaFormat format, string text) => format switch
    {
        SchemaFormat.DateTime => IsDateTime(text),
        SchemaFormat.Email => IsEmail(text),
        SchemaFormat.HostName => IsHostName(text),
        SchemaFormat.Ipv4 => IsIpv4(text),
        SchemaFormat.Ipv6 => !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)
            && text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        SchemaFormat.Regex => EcmaPatternReader.Read(text, out _) is not null,
        SchemaFormat.Uri => Uri.TryCreate(text, UriKind.Absolute, out var uri) && Uri.IsWellFormedUriString(text, UriKind.Absolute) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    public static string Message(SchemaFormat format, string text) => format switch
    {
        SchemaFormat.DateTime => $"string \"{text}\" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{{1,12}}Z]",
        SchemaFormat.Email => $"string \"{text}\" is not a valid email address",
        SchemaFormat.HostName => $"string \"{text}\" is not a valid hostname",
        SchemaFormat.Ipv4 => $"string \"{text}\" is not a valid IPv4 address",
        SchemaFormat.Ipv6 => $"string \"{text}\" is not a valid IPv6 address",
        SchemaFormat.Regex => $"string \"{text}\" is not a valid ECMA 262 regular expression",
        _ => $"string \"{text}\" is not a valid URI",
    };

    private static bool IsDateTime(string text)
    {
        const int Seconds = 19;
        var at = Seconds;
        if (text.Length <= Seconds || !DateTime.TryParseExact(text.AsSpan(0, Seconds), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        if (text[at] == '.')
        {
            do
            {
                at++;
            }
            while (at < text.Length && char.IsAsciiDigit(text[at]));
            if (at - Seconds - 1 is < 1 or > 12)
            {
                return false;
            }
        }

        var zone = text.AsSpan(at);
        return zone is "Z" or "z"
            || (zone.Length == 6 && zone[0] is '+' or '-' && TimeSpan.TryParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture, out _));
    }

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.AsSpan(0, at).ContainsAny(s_notInNames))
        {
            return false;
        }

        var name = text.AsSpan(0, at);
        return name[0] != '.' && name[^1] != '.' && name.IndexOf("..") < 0 && IsHostName(text[(at + 1)..]);
    }

    private static bool IsHostName(string text)
    {
        if (text.Length is 0 or > LongestHostName)
        {
            return false;
        }

        foreach (var range in text.AsSpan().Split('.'))
        {
            var label = text.AsSpan()[range];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsIpv4(string text)
    {
        var parts = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            var part = text.AsSpan()[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return false;
            }
        }

        return parts == 4;
    }
}
