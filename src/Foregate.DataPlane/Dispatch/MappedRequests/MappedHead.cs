// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>
/// Writes the head of a non-proxy integration's request: nothing of the client's but what is mapped, what the template overrides, and what AWS adds
/// (aws-apigateway §3.5).
/// </summary>
internal sealed class MappedHead
{
    private readonly RequestPlan _plan;
    private readonly bool _signs;
    private readonly byte[] _host;
    private readonly byte[] _additions;
    private readonly byte[] _userAgent;
    private readonly byte[]? _actionLine;
    private readonly RequestTargetTemplate _target;
    private readonly RequestTargetTemplate _targetWithAction;
    private readonly Rejection _alreadyPresent;

    /// <param name="signs">Whether the request is for an AWS service, which signs it: then some headers are not the definition's to say.</param>
    /// <param name="action">The action that a service is asked for; null where the URI has a path.</param>
    public MappedHead(RequestPlan plan, byte[] authority, bool signs, Compilation c, ServiceAction? action = null)
    {
        _actionLine = action?.Line;
        _target = plan.Target;
        _targetWithAction = action is null ? plan.Target : plan.Target.WithQueryStart(action.Parameter);
        _plan = plan;
        _signs = signs;
        _host = [.. "Host: "u8, .. authority, .. "\r\n"u8];
        _additions = Encoding.ASCII.GetBytes($"X-Amzn-Apigateway-Api-Id: {c.ApiId}\r\n");
        _userAgent = Encoding.ASCII.GetBytes($"User-Agent: AmazonAPIGateway_{c.ApiId}\r\n");
        _alreadyPresent = c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: a header that the request template overrides is already present");
    }

    /// <summary>Writes request line and headers without the framing of the body and the line that ends them, or tells why they cannot be made.</summary>
    /// <param name="hasBody">Whether a body goes along.</param>
    /// <param name="room">Scratch.</param>
    public Rejection? Write(Exchange exchange, ReadOnlySpan<byte> method, bool hasBody, ByteWriter writer, ByteWriter room)
    {
        var action = hasBody ? _actionLine : null;
        writer.Clear();
        writer.Write(method);
        writer.Write((byte)' ');
        if ((action is null ? _targetWithAction : _target).Write(exchange, writer) is { } unmade)
        {
            return unmade;
        }

        writer.Write(" HTTP/1.1\r\n"u8);
        var said = 0UL;
        foreach (var mapping in _plan.Headers)
        {
            if (!WriteMapped(exchange, mapping, writer, ref said))
            {
                return _plan.Target.Malformed;
            }
        }

        if (WriteOverrides(exchange, writer, ref said) is { } refused)
        {
            return refused;
        }

        Add(KnownHeader.Host, _host, writer, said);
        Add(KnownHeader.UserAgent, _userAgent, writer, said);
        if (!_signs)
        {
            Add(KnownHeader.Accept, "Accept: application/json\r\n"u8, writer, said);
        }

        if (!Is(said, KnownHeader.ContentType))
        {
            writer.Write("Content-Type: "u8);
            writer.Write(exchange.Request.Headers.TryGet(KnownHeader.ContentType, out var type) && HeaderLine.IsFieldValue(type) && !type.IsEmpty ? type : MediaType.Json);
            writer.Write("\r\n"u8);
        }

        // Who maps the header knows better.
        if (action is not null && !Says(writer.Written, "\r\nx-amz-target:"u8))
        {
            writer.Write(action);
        }

        writer.Write(_additions);
        writer.Write("X-Amzn-Trace-Id: "u8);
        writer.Write(TraceIds.Of(exchange, room).Span);
        writer.Write("\r\n"u8);
        return null;
    }

    private static bool WriteMapped(Exchange exchange, HeaderMapping mapping, ByteWriter writer, ref ulong said)
    {
        var start = writer.Length;
        writer.Write(mapping.Name);
        writer.Write(": "u8);
        var from = writer.Length;
        if (!mapping.Value.Write(exchange, writer, ValueForm.Text))
        {
            writer.Truncate(start);
            return true;
        }

        return End(mapping.Id, writer, from, ref said);
    }

    /// <summary>What the template sets and no mapping names.</summary>
    private Rejection? WriteOverrides(Exchange exchange, ByteWriter writer, ref ulong said)
    {
        var set = Overriding.Of(exchange.Overrides, RequestPart.Header);
        for (var i = 0; i < set.Count; i++)
        {
            var name = set.KeyAt(i);
            var start = writer.Length;
            writer.WriteText(name);
            var written = writer.Written[start..];
            var id = KnownHeaders.Find(written.IsEmpty ? "-"u8 : written);
            if (IsMapped(name))
            {
                writer.Truncate(start);
                continue;
            }

            if (RestRequestMapping.IsForbidden(id, _signs))
            {
                return _alreadyPresent;
            }

            if (!HeaderLine.IsToken(written) || RestRequestMapping.IsOfConnection(id))
            {
                return _plan.Target.Malformed;
            }

            writer.Write(": "u8);
            var from = writer.Length;
            if (!Overriding.Write(set.ValueAt(i), writer, ValueForm.Text))
            {
                writer.Truncate(start);
            }
            else if (!End(id, writer, from, ref said))
            {
                return _plan.Target.Malformed;
            }
        }

        return null;
    }

    /// <summary>Ends a line. False when its value would break the head.</summary>
    private static bool End(KnownHeader id, ByteWriter writer, int from, ref ulong said)
    {
        var value = writer.Written[from..];
        if (!HeaderLine.IsFieldValue(value) || (id == KnownHeader.Host && !RequestTarget.IsAuthority(value)))
        {
            return false;
        }

        writer.Write("\r\n"u8);
        said |= 1UL << (int)id;
        return true;
    }

    private bool IsMapped(string name)
    {
        foreach (var mapping in _plan.Headers)
        {
            if (Ascii.EqualsIgnoreCase(mapping.Name, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(ReadOnlySpan<byte> head, ReadOnlySpan<byte> start)
    {
        for (var at = head.IndexOf("\r\n"u8); at >= 0 && at + start.Length <= head.Length;)
        {
            if (Ascii.EqualsIgnoreCase(head.Slice(at, start.Length), start))
            {
                return true;
            }

            var next = head[(at + 2)..].IndexOf("\r\n"u8);
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }

    private static void Add(KnownHeader id, ReadOnlySpan<byte> line, ByteWriter writer, ulong said)
    {
        if (!Is(said, id))
        {
            writer.Write(line);
        }
    }

    private static bool Is(ulong ids, KnownHeader id) => (ids & (1UL << (int)id)) != 0;
}
