// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive.Handmade;

/// <summary>Keeps an answer for whoever made the request by hand.</summary>
internal sealed class CollectingSink : IResponseSink
{
    private readonly ByteWriter _body = new();

    public bool IsStarted { get; private set; }

    /// <summary>Bytes after which no more are taken.</summary>
    public int Limit { get; set; } = int.MaxValue;

    public bool IsFull => _body.Length > Limit;

    public long BodyBytes => _body.Length;

    public ReadOnlySpan<byte> Body => _body.Written;

    /// <summary>The header lines, without those that mark every answer as the gateway's.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public void Start(ResponseHead head)
    {
        IsStarted = true;
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Id is not (KnownHeader.XAmznRequestId or KnownHeader.XAmzApigwId))
            {
                Headers.Add(new(Text(head.Lines.Slice(field.NameOffset, field.NameLength)), Text(head.Lines.Slice(field.ValueOffset, field.ValueLength))));
            }
        }
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        _body.Write(bytes.Span);
        return new ValueTask<bool>(!IsFull);
    }

    public ValueTask<bool> CompleteAsync() => new(true);

    public void Abort()
    {
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
