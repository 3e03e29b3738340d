// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>Keeps an answer as text. Can make writes wait or fail as a slow or gone client does.</summary>
internal sealed class MemorySink : IResponseSink
{
    private readonly ByteWriter _body = new();
    private TaskCompletionSource<bool>? _pendingWrite;

    public bool IsStarted { get; private set; }

    public long BodyBytes => _body.Length;

    public int Status { get; private set; }

    public long ContentLength { get; private set; }

    /// <summary>The header lines as they would go on the wire.</summary>
    public string Head { get; private set; } = "";

    public string Body => Encoding.UTF8.GetString(_body.Written);

    public bool IsCompleted { get; private set; }

    public bool IsAborted { get; private set; }

    /// <summary>Whether the client has gone: nothing can be sent.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether each write waits until <see cref="Take"/>.</summary>
    public bool IsSlow { get; set; }

    public bool HasPendingWrite => _pendingWrite is not null;

    public void Start(ResponseHead head)
    {
        IsStarted = true;
        Status = head.Status;
        ContentLength = head.ContentLength;
        Head = Encoding.Latin1.GetString(head.Lines);
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (IsGone)
        {
            return new ValueTask<bool>(false);
        }

        _body.Write(bytes.Span);
        if (!IsSlow)
        {
            return new ValueTask<bool>(true);
        }

        _pendingWrite = new TaskCompletionSource<bool>();
        return new ValueTask<bool>(_pendingWrite.Task);
    }

    /// <summary>The slow client takes the piece it was sent, or goes.</summary>
    public void Take(bool stays = true)
    {
        var write = _pendingWrite!;
        _pendingWrite = null;
        write.SetResult(stays);
    }

    public ValueTask<bool> CompleteAsync()
    {
        IsCompleted = !IsGone;
        return new ValueTask<bool>(!IsGone);
    }

    public void Abort() => IsAborted = true;
}
