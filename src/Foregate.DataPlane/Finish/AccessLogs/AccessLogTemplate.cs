// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.AccessLogs;

/// <summary>
/// An AWS access log format, compiled: literal text and $context variables by turns (aws-apigateway §7.3, §7.4). Nothing else is
/// replaced: $stageVariables, $input and the like stay as they are written. Values are escaped by what the line looks like: see
/// <see cref="ValueEscaping"/>.
/// </summary>
internal sealed class AccessLogTemplate : ILineFormat
{
    private static readonly ContextWriter Unset = static (_, _) => false;

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
            switch (part.Kind)
            {
                case PartKind.Variable:
                case PartKind.Quoted:
                    WriteVariable(part, exchange, line, value);
                    break;
                case PartKind.Status:
                    line.WriteDecimal(outcome.Status);
                    break;
                case PartKind.ResponseLatency:
                    line.WriteDecimal(outcome.TotalMicros / 1000);
                    break;
            }
        }
    }

    private void WriteVariable(Part part, Exchange exchange, ByteWriter line, ByteWriter value)
    {
        value.Clear();
        if (!part.Variable(exchange, value) || value.Length == 0)
        {
            line.Write((byte)'-');
        }
        else if (part.Kind == PartKind.Quoted)
        {
            line.Write(value.Written);
        }
        else
        {
            _escaping.Write(value.Written, line);
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
                writer = Unset;
                if (compilation.Kind == ApiKind.Http)
                {
                    unknown.Add(line.Substring(at, length));
                }
            }

            parts.Add(new Part(Encoding.UTF8.GetBytes(literal.ToString()), KindOf(name), writer));
            literal.Clear();
            at += length;
        }

        parts.Add(new Part(Encoding.UTF8.GetBytes(literal.ToString()), PartKind.Nothing, Unset));
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

    private static PartKind KindOf(string name) => name switch
    {
        "status" => PartKind.Status,
        "responseLatency" => PartKind.ResponseLatency,
        "error.messageString" => PartKind.Quoted,
        _ => PartKind.Variable,
    };

    /// <summary>What follows a literal.</summary>
    private enum PartKind
    {
        /// <summary>The end of the line.</summary>
        Nothing,
        Variable,

        /// <summary>A value that brings its quotes and is escaped already.</summary>
        Quoted,

        /// <summary>The status as it is counted: not that of an answer nobody got.</summary>
        Status,

        /// <summary>The latency as it is counted.</summary>
        ResponseLatency,
    }

    /// <param name="Literal">The text before it.</param>
    private sealed record Part(byte[] Literal, PartKind Kind, ContextWriter Variable);
}
