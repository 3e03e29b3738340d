// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.AccessLogs;

/// <summary>
/// An AWS access log format, compiled: literal text and $context variables by turns (aws-apigateway §7.3, §7.4). Nothing else is
/// replaced: $stageVariables, $input and the like stay as they are written. Values are escaped by what the line looks like: see
/// <see cref="ValueEscaping"/>.
/// </summary>
internal sealed class AccessLogTemplate : IAccessLogFormat
{
    private readonly Part[] _parts;
    private readonly ValueEscaping _escaping;

    private AccessLogTemplate(Part[] parts, ValueEscaping escaping)
    {
        _parts = parts;
        _escaping = escaping;
    }

    /// <summary>The compiled format; null when it has faults, which are noted at the compilation.</summary>
    public static AccessLogTemplate? For(string format, Compilation compilation)
    {
        var limit = compilation.Options.Quotas.AccessLogFormatBytes;
        if (Encoding.UTF8.GetByteCount(format) > limit)
        {
            compilation.Fault($"Access Log format is longer than {limit} bytes. Shorten it.");
            return null;
        }

        var line = format.TrimEnd('\n').TrimEnd('\r');
        if (line.AsSpan().ContainsAny('\r', '\n'))
        {
            compilation.Fault($"Access Log format must be single line, new line character is allowed only at end of the format: '{format}'");
            return null;
        }

        var parts = new List<Part>();
        var unknown = new List<string>();
        var hasId = Parse(line, compilation, parts, unknown);
        if (unknown.Count > 0)
        {
            compilation.Fault($"The following context variables are not supported: [{string.Join(", ", unknown)}]");
        }

        if (!hasId)
        {
            compilation.Fault($"Access Log format must include either $context.requestId or $context.extendedRequestId : '{format}'");
        }

        return hasId && unknown.Count == 0
            ? new AccessLogTemplate([.. parts], line.AsSpan().TrimStart().StartsWith('<') ? ValueEscaping.Xml : ValueEscaping.Json)
            : null;
    }

    public void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value)
    {
        foreach (var part in _parts)
        {
            line.Write(part.Literal);
            if (part.IsStatus)
            {
                line.WriteDecimal(outcome.Status);
            }
            else if (part.Variable is { } variable)
            {
                value.Clear();
                if (!variable(exchange, value) || value.Length == 0)
                {
                    line.Write((byte)'-');
                }
                else if (part.IsQuoted)
                {
                    line.Write(value.Written);
                }
                else
                {
                    _escaping.Write(value.Written, line);
                }
            }
        }
    }

    private static bool Parse(string line, Compilation compilation, List<Part> parts, List<string> unknown)
    {
        var hasId = false;
        var literal = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            if (!TryReadVariable(line.AsSpan(at), out var name, out var length))
            {
                literal.Append(line[at++]);
                continue;
            }

            hasId |= name is "requestId" or "extendedRequestId";
            if (!ContextVariables.TryFind(name, compilation.Kind, ContextUse.AccessLog, compilation.Options.Time, out var writer))
            {
                // A REST API's log prints "-" for it; an HTTP API's format is refused.
                writer = static (_, _) => false;
                if (compilation.Kind == ApiKind.Http)
                {
                    unknown.Add(line.Substring(at, length));
                }
            }

            parts.Add(new Part(Encoding.UTF8.GetBytes(literal.ToString()), writer, name == "status", name == "error.messageString"));
            literal.Clear();
            at += length;
        }

        parts.Add(new Part(Encoding.UTF8.GetBytes(literal.ToString()), null, false, false));
        return hasId;
    }

    // $context.name or ${context.name}. A dot or dash at the end is the text's, not the name's.
    private static bool TryReadVariable(ReadOnlySpan<char> text, out string name, out int length)
    {
        name = "";
        length = 0;
        var isBraced = text.StartsWith("${context.");
        if (!isBraced && !text.StartsWith("$context."))
        {
            return false;
        }

        var start = isBraced ? "${context.".Length : "$context.".Length;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        if (end == start || (isBraced && (end == text.Length || text[end] != '}')))
        {
            return false;
        }

        name = text[start..end].ToString();
        length = isBraced ? end + 1 : end;
        return true;
    }

    /// <param name="Literal">The text before the variable.</param>
    /// <param name="Variable">Null at the end of the line.</param>
    /// <param name="IsStatus">The status as it is counted: not that of an answer nobody got.</param>
    /// <param name="IsQuoted">The value brings its quotes and is escaped already.</param>
    private sealed record Part(byte[] Literal, ContextWriter? Variable, bool IsStatus, bool IsQuoted);
}
